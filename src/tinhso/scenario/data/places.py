"""Invented names of places and agencies. None is a real province, district or commune of Vietnam, of 2020 or of 2025."""

from __future__ import annotations

PROVINCE = "Vân Khuê"
CAPITAL = "Kinh Khuê"
"""Where the invented central bodies sit."""

# (kind, name, communes): the first commune of a huyện is its thị trấn, all those of the city and the first four of the town are phường.
DISTRICTS: tuple[tuple[str, str, str], ...] = (
    ("Thành phố", "Khuê Châu", "Bích Châu, Thiên Lâm, Nhạn Hạc, Quế Ngạn, Tùng Trầm, Quế Uyển, Bích Ngạn, Thu Dã, Tùng Dương, Tùng Nhạn"),
    ("Thị xã", "Thạch Vũ", "Dao Lâm, Nguyệt Thượng, Lạc Vực, Thu Dương, Sương Khánh, Hồ Vực, Thiên Khuê, Cẩm Khánh, Trầm Châu"),
    ("Huyện", "Cẩm Trang", "Dao Vũ, Bích Sơn, Sương Sơn, Hồ Dã, Cẩm Viên, Uyên Trang, Ngân Trang, Bích Nhạn"),
    ("Huyện", "Hạc Dương", "Mộc Dã, Lạc Lộc, Diệp Viên, Mai Nhạn, Ngân Lĩnh, Thiên Đàn, Dao Sương, Hạc Châu, Mai Hạc, Thạch Vực"),
    (
        "Huyện", "Hoài Dương",
        "Yên Hạc, Ngân Sương, Thạch Viên, Mộc Viên, Sương Uyển, Lĩnh Khuê, Lạc Khuê, Ngân Vụ, Thu Viên, Uyên Sơn, Hoài Khê",
    ),
    ("Huyện", "Tùng Hà", "Trúc Tuyền, Ngân Khuê, Nguyệt Lâm, Ngân Nhạn, Thu Lĩnh, Bích Trang, Vân Tuyền, Sương Vụ, Diệp Sương, Sương Tuyền"),
    (
        "Huyện", "Hoài Lâm",
        "Trúc Trầm, Diệp Vũ, Thiên Uyển, Lam Ngạn, Diệp Lĩnh, Cẩm Dã, Mộc Sương, Diệp Lâm, Trúc Châu, Uyên Nhạn, Lam Trầm",
    ),
    ("Huyện", "Mộc Dương", "Dao Thụy, Nhạn Khuê, Tùng Trang, Mộc Vũ, Phong Khuê, Vân Viên, Trúc Khánh, Thiên Thanh, Mộc Đàn, Thiên Ngạn"),
    (
        "Huyện", "Uyên Dã",
        "Trầm Sơn, Lạc Khê, Nhạn Tuyền, Nguyệt Trang, Nguyệt Sương, Vân Uyển, Quế Dương, Lam Viên, Hạc Thụy, Nhạn Đình, Hồ Trang",
    ),
    (
        "Huyện", "Trúc Vũ",
        "Cẩm Sương, Khuê Khánh, Uyên Dương, Nguyệt Châu, Thiên Lĩnh, Nguyệt Sơn, Lam Lĩnh, Thạch Khuê, Uyên Hà, Bích Tuyền",
    ),
    (
        "Huyện", "Tùng Đình",
        "Nhạn Lộc, Thu Tuyền, Dao Đàn, Quế Thanh, Nhạn Trang, Hoài Đàn, Mai Viên, Uyên Khê, Cẩm Trầm, Tùng Sương, Nguyệt Khánh",
    ),
)  # fmt: skip

# (key, name, short name, abbreviation, second group of the identifier)
DEPARTMENTS: tuple[tuple[str, str, str, str, int], ...] = (
    ("snv", "Sở Nội vụ", "Sở Nội vụ", "SNV", 2),
    ("stp", "Sở Tư pháp", "Sở Tư pháp", "STP", 3),
    ("skhdt", "Sở Kế hoạch và Đầu tư", "Sở KH&ĐT", "SKHĐT", 4),
    ("stc", "Sở Tài chính", "Sở Tài chính", "STC", 5),
    ("sct", "Sở Công Thương", "Sở Công Thương", "SCT", 6),
    ("snnptnt", "Sở Nông nghiệp và Phát triển nông thôn", "Sở NN&PTNT", "SNNPTNT", 7),
    ("sgtvt", "Sở Giao thông vận tải", "Sở GTVT", "SGTVT", 8),
    ("sxd", "Sở Xây dựng", "Sở Xây dựng", "SXD", 9),
    ("stnmt", "Sở Tài nguyên và Môi trường", "Sở TN&MT", "STNMT", 10),
    ("sldtbxh", "Sở Lao động - Thương binh và Xã hội", "Sở LĐ-TB&XH", "SLĐTBXH", 11),
    ("svhttdl", "Sở Văn hóa, Thể thao và Du lịch", "Sở VHTT&DL", "SVHTTDL", 12),
    ("stttt", "Sở Thông tin và Truyền thông", "Sở TT&TT", "STTTT", 13),
    ("skhcn", "Sở Khoa học và Công nghệ", "Sở KH&CN", "SKHCN", 14),
    ("sgddt", "Sở Giáo dục và Đào tạo", "Sở GD&ĐT", "SGDĐT", 15),
    ("syt", "Sở Y tế", "Sở Y tế", "SYT", 16),
    ("sngv", "Sở Ngoại vụ", "Sở Ngoại vụ", "SNgV", 17),
    ("ttt", "Thanh tra tỉnh", "Thanh tra tỉnh", "TTT", 18),
    ("bdt", "Ban Dân tộc", "Ban Dân tộc", "BDT", 19),
    ("bqlkkt", "Ban Quản lý Khu kinh tế", "BQL Khu kinh tế", "BQLKKT", 20),
    ("vpubnd", "Văn phòng Ủy ban nhân dân tỉnh", "VP UBND tỉnh", "VPUBND", 1),
)

# (key, name, short name, abbreviation, identifier): senders outside the province, none of them real.
CENTRAL: tuple[tuple[str, str, str, str, str], ...] = (
    ("bsh", "Bộ Số hóa (demo)", "Bộ Số hóa (demo)", "BSH", "G91"),
    ("bcc", "Bộ Công vụ (demo)", "Bộ Công vụ (demo)", "BCC", "G92"),
    ("vptw", "Văn phòng Trung ương (demo)", "VP Trung ương (demo)", "VPTW", "G90"),
    ("cathtt", "Cục An toàn mạng (demo)", "Cục An toàn mạng (demo)", "CATM", "G91.07"),
)

# (key, name, abbreviation in symbols, title of its head)
STTTT_UNITS: tuple[tuple[str, str, str, str], ...] = (
    ("vp", "Văn phòng", "VP", "Chánh Văn phòng"),
    ("tt", "Thanh tra", "TTra", "Chánh Thanh tra"),
    ("cntt", "Phòng Công nghệ thông tin", "CNTT", "Trưởng phòng"),
    ("bcvt", "Phòng Bưu chính - Viễn thông", "BCVT", "Trưởng phòng"),
    ("ttbcxb", "Phòng Thông tin - Báo chí - Xuất bản", "TTBCXB", "Trưởng phòng"),
    ("khtc", "Phòng Kế hoạch - Tài chính", "KHTC", "Trưởng phòng"),
    ("trungtam", "Trung tâm Công nghệ thông tin và Truyền thông", "TTCNTT", "Giám đốc Trung tâm"),
)
