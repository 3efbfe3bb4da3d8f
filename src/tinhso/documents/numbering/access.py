from tinhso.core.access.public import Role, permission

CONFIGURE = permission(
    "numbering.configure",
    vi="Khai báo sổ số của cơ quan",
    en="Declare the agency's number series",
    roles={Role.ADMINISTRATOR, Role.CHIEF_OF_OFFICE},
)
VOID = permission("numbering.void", vi="Hủy một số đã cấp", en="Void a number that was given", roles={Role.CLERK})
