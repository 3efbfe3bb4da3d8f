from tinhso.core.access.public import Role, permission

IMPORT = permission(
    "registers.import",
    vi="Nhập sổ văn bản của các năm trước, rút lại sổ đã nhập",
    en="Import registers of past years and withdraw them",
    roles={Role.ADMINISTRATOR, Role.CLERK},
)
