from tinhso.core.access.public import Role, permission

CONFIGURE = permission(
    "numbering.configure",
    vi="Khai báo sổ số của cơ quan",
    en="Declare the agency's number series",
    roles={Role.ADMINISTRATOR, Role.CHIEF_OF_OFFICE},
)
CLOSE_YEAR = permission(
    "numbering.close_year",
    vi="Khóa sổ văn bản đi của năm",
    en="Close the year's registers of outgoing documents",
    roles={Role.CLERK, Role.CHIEF_OF_OFFICE},
)
REOPEN_YEAR = permission(
    "numbering.reopen_year",
    vi="Mở lại sổ văn bản đi của năm đã khóa",
    en="Open the year's registers of outgoing documents again",
    roles={Role.CHIEF_OF_OFFICE},
)
VOID = permission("numbering.void", vi="Hủy một số đã cấp", en="Void a number that was given", roles={Role.CLERK})
