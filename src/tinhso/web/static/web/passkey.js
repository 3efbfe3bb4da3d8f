// allauth's passkey scripts report a failed ceremony as an event; say it where the person looks.
document.addEventListener('allauth.error', (event) => {
  const place = document.querySelector('[data-passkey-error]')
  if (!place) return
  event.preventDefault()
  place.hidden = false
  place.focus()
})
