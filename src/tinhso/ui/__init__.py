"""The face below the rooms: base templates, components, formats. A Django app without models; imports nothing but kit.

SETTINGS  "tinhso.ui" in INSTALLED_APPS; context processors `tinhso.ui.context.face`, request, messages, i18n, csrf;
`path("ui/", include("tinhso.ui.urls"))` (theme, density, keys, language); LOCALE_PATHS = [tinhso.ui.messages.LOCALE];
`tinhso.ui.messages.ensure()`; USE_THOUSAND_SEPARATOR stays False. CSP: 'self' everywhere, no inline script or style needed;
frame-src 'self' and X-Frame-Options SAMEORIGIN for the PDF preview.

PAGE  `{% extends "ui/base.html" %}{% load i18n ui %}`; blocks and context keys are documented at the top of ui/base.html
(work) and ui/base_plain.html (login, errors, one question a page).

    {% extends "ui/base.html" %}{% load i18n ui %}
    {% block title %}{% translate "Văn bản đến" %}{% endblock %}
    {% block page_title %}{% translate "Văn bản đến" %}{% endblock %}
    {% block page_actions %}{% actions actions %}{% endblock %}
    {% block content %}<section class="card">{% filters form chips %}{% rows rows %}{% pager page %}</section>{% endblock %}

VALUES  tinhso.ui.rows: Row, Tag, Deadline, Column, Line, Cell, TimelineEntry, Crumb, NavItem, Tab, Count, Action, Chip, Detail,
PageImage, Place (or dicts with the same keys). Tones: plain accent ok warn bad. tinhso.ui.format: date time moment short ago
number percent file_size deadline. tinhso.ui.filters.chips(form, request.GET). tinhso.ui.forms: DateField TimeField LineField FilesField.

COMPONENTS  ({% load ui %})
    {% icon "inbox" %}                                       names: static/ui/icons.svg
    {% tag tag boxed=False %}                                status: shape + word + colour (Tag)
    {% deadline deadline %}                                  words + colour (Deadline)
    {% rows rows select="id" select_form="f" %}              two-line inbox rows (Row); select= adds checkboxes of that name
    {% datatable columns lines caption=_("Sổ đến") key="register-in" select="id" frozen=1 client_sort=False %}   (Column, Line)
    {% filters form chips clear_url %}                       GET form + removable chips (Chip)
    {% pager page note="" %}                                 page.newer / page.older cursors → ?newer= / ?older=
    {% field form.subject label="" wide=False %}             label, hint, error, input; choices, checkbox and files as well
    {% error_summary form [form2 …] %}                       first thing of the content; takes the focus
    {% form_fields form %}                                   summary + all fields
    {% fieldset legend=_("Người nhận") %}…{% endfieldset %}  a group of fields; <div class="grid"> inside makes columns
    {% card title=_("…") flush=True %}…{% endcard %}         a titled surface; flush=True for rows and tables
    {% timeline entries %}                                   who, when, what, opinion, link (TimelineEntry)
    {% tabs items label=_("Hộp") %}                          links (Tab)
    {% counts items %}                                       numbers which are links (Count)
    {% actions items sticky=False prefix="" %}               link, POST button or dialog opener; disabled says why (Action)
    {% dialog id="return" title=_("Trả lại") %}<form method="post">…</form>{% enddialog %}   opener: data-dialog="return"
    {% preview title url=pdf_url download=… pages=images %}  iframe, or page images (PageImage) where given (phones!)
    {% places pages places prefix="place_" %}                inputs place_number … = "page;x;y;w;h" mm; Place.parse reads them
    {% empty_state title text icon="inbox" action_url="" action="" %}
    {% progress label value=40 maximum=100 words="40 / 100" %}   value omitted: under way
    {% details items %}                                      description list (Detail)
    {% crumbs items %}                                       (context `crumbs` does it for you)
    {% avatar name %}  {% note text tone="warn" title="" %}
    {% live url=url every=30 %}…{% endlive %}                asks again and replaces its content (htmx)
Split view: <div class="split"><div>form</div><div class="split-aside">{% preview … %}</div></div>  (also .split.even, .split.side-note)
Layout: .stack .cluster .columns .grid .wide .narrow .muted .small .num .right .nowrap .only-print .no-print
Forms: <form method="post" novalidate class="form"> ; data-guard warns before leaving; data-upload sends files with a progress bar.
Keyboard: rows and tables are walked by j k x; a link with Action(icon="plus") or data-new is `n`; the header search is `/`.
Errors: templates 400 403 403_csrf 404 409 413 500 503 .html at the root (context: `sentence`, e.g. a Refusal's message, replaces the default words).
"""
