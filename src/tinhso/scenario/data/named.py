"""Documents of a named type (Điều 7): reports, submissions, plans, notices, invitations, decisions; written here and elsewhere."""

from __future__ import annotations

from tinhso.scenario.data.template import Template

_LOCAL = "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015"
_IT = "Luật Công nghệ thông tin ngày 29 tháng 6 năm 2006"
_NETWORK_SAFETY = "Luật An toàn thông tin mạng ngày 19 tháng 11 năm 2015"
_SPENDING = "Nghị định số 73/2019/NĐ-CP ngày 05 tháng 9 năm 2019 của Chính phủ quy định quản lý đầu tư ứng dụng công nghệ thông tin sử dụng nguồn vốn ngân sách nhà nước"
_EXCHANGE = "Quyết định số 28/2018/QĐ-TTg ngày 12 tháng 7 năm 2018 của Thủ tướng Chính phủ về việc gửi, nhận văn bản điện tử giữa các cơ quan trong hệ thống hành chính nhà nước"

OUT: tuple[Template, ...] = (
    Template("report", "cntt", "ubnd", "Kết quả {nhiem_vu} {ky} năm {nam} trên địa bàn tỉnh, số liệu đến ngày {ngay}", """
Thực hiện {ke_hoach_tinh}, Sở Thông tin và Truyền thông báo cáo kết quả {nhiem_vu} {ky} năm {nam} như sau:
# I. Kết quả thực hiện
Đến ngày {ngay}, toàn tỉnh có {so} đơn vị tham gia {nhiem_vu}, đạt {phan_tram} % kế hoạch; {noi} là địa phương dẫn đầu.
| Nội dung | Thực hiện | Đạt (%)
| Văn bản điện tử có ký số | {so2} | {phan_tram2}
| Lượt sử dụng {he_thong} | {so3} | {phan_tram3}
# II. Hạn chế, nguyên nhân
Tiến độ ở {xa} còn chậm do {nguyen_nhan}; {nguyen_nhan2}.
# III. Nhiệm vụ thời gian tới
Trước ngày {han}, Sở tập trung {giai_phap}; {giai_phap2}."""),
    Template("report", "attt", "ubnd", "Tình hình an toàn thông tin của {he_thong} tuần {tuan} năm {nam}", """
Trong tuần, bộ phận giám sát ghi nhận {so} cảnh báo đối với {he_thong}, trong đó {so_nho} cảnh báo mức cao, đã xử lý {phan_tram} %.
# 1. Sự cố đáng chú ý
Ngày {ngay}, phát hiện máy trạm tại {noi} kết nối bất thường; nguyên nhân do {nguyen_nhan}, đã cô lập sau {so_nho2} giờ.
# 2. Kiến nghị
Đề nghị Ủy ban nhân dân tỉnh chỉ đạo các cơ quan {giai_phap} trước ngày {han}."""),
    Template("report", "ttbcxb", "ubnd", "Kết quả tuyên truyền {su_kien} năm {nam} tại {xa} và các địa phương", """
Thực hiện {cong_van_tinh}, Sở Thông tin và Truyền thông báo cáo kết quả tuyên truyền {su_kien} như sau:
Các cơ quan báo chí đăng {so} tin, bài; đài truyền thanh tại {noi} phát {so2} lượt, thời lượng {so_nho} phút mỗi ngày.
Hạn chế còn lại là {nguyen_nhan}; thời gian tới, Sở đề nghị các địa phương {giai_phap} xong trước ngày {han}."""),
    Template("submission", "khtc", "ubnd", "Phê duyệt dự toán mua sắm {so_nho} {thiet_bi} phục vụ {he_thong} năm {nam}", """
Qua khảo sát ngày {ngay}, {he_thong} cần bổ sung {so_nho} {thiet_bi}; nguyên nhân chủ yếu do {hong}.
Sở Thông tin và Truyền thông kính trình Ủy ban nhân dân tỉnh phê duyệt dự toán với các nội dung chính sau:
- Tên nhiệm vụ: mua sắm {thiet_bi} phục vụ {he_thong};
- Tổng dự toán: {tien} triệu đồng, thời gian thực hiện {so_nho2} tháng kể từ ngày {han}.
Kính trình Ủy ban nhân dân tỉnh xem xét, quyết định việc mua sắm {thiet_bi} nêu trên.""", bases=(_SPENDING, _IT)),
    Template("submission", "cntt", "ubnd", "Ban hành kế hoạch {nhiem_vu} giai đoạn {nam} - {nam_sau} tại {xa}", """
Thực hiện {cong_van_tinh}, Sở Thông tin và Truyền thông đã dự thảo kế hoạch {nhiem_vu}, lấy ý kiến {so} cơ quan từ ngày {ngay}.
Có {so_nho} ý kiến đề nghị chỉnh sửa, tập trung vào việc {giai_phap}; Sở đã tiếp thu, giải trình đầy đủ.
Kính trình Ủy ban nhân dân tỉnh ban hành kế hoạch {nhiem_vu} với kinh phí {tien} triệu đồng.""", bases=(_LOCAL, _IT)),
    Template("plan", "cntt", "", "Triển khai {nhiem_vu} {ky_toi} năm {nam}, trọng tâm tại {noi}", """
# I. Mục đích, yêu cầu
Nâng cao chất lượng {nhiem_vu}, bảo đảm {phan_tram} % hồ sơ được xử lý trên {he_thong} trước ngày {han}.
# II. Nội dung
- Tổ chức {so_nho} lớp {lop_hoc} cho {so} người;
- Kiểm tra thực tế tại {xa} từ ngày {sap}; {giai_phap};
# III. Tổ chức thực hiện
Phòng Công nghệ thông tin chủ trì; Phòng Kế hoạch - Tài chính bố trí {tien} triệu đồng cho {nhiem_vu}."""),
    Template("plan", "attt", "", "Diễn tập ứng cứu sự cố đối với {he_thong} {ky_toi} năm {nam}, tình huống số {so_nho}", """
# I. Mục tiêu
Kiểm tra năng lực phối hợp của {so} cán bộ khi {he_thong} bị gián đoạn do {hong}.
# II. Thời gian, kịch bản
Diễn tập trong {so_nho2} giờ, ngày {sap}; kịch bản giả định sự cố lan sang {he_thong2}.
# III. Phân công
Trung tâm Công nghệ thông tin và Truyền thông chủ trì, báo cáo kết quả trước ngày {han} và đề xuất {giai_phap}.""", bases=(_NETWORK_SAFETY,)),
    Template("notice", "tccb", "", "Kết luận của Giám đốc Sở tại cuộc họp về {nhiem_vu} ngày {ngay}", """
Ngày {ngay}, Giám đốc Sở chủ trì cuộc họp về {nhiem_vu}; sau khi nghe Phòng Công nghệ thông tin báo cáo, Giám đốc Sở kết luận:
- Ghi nhận kết quả đạt {phan_tram} % kế hoạch; phê bình việc {nguyen_nhan};
- Giao Văn phòng Sở {giai_phap}, hoàn thành trước ngày {han};
- Giao Phòng Công nghệ thông tin theo dõi {he_thong}, báo cáo tại cuộc họp giao ban tuần {so_nho}."""),
    Template("notice", "cntt", "", "Tạm ngừng {he_thong} để bảo trì từ {gio} ngày {sap}", """
Sở Thông tin và Truyền thông tạm ngừng {he_thong} từ {gio} ngày {sap}, dự kiến {so_nho} giờ, để thay {thiet_bi}.
Trong thời gian trên, các cơ quan lưu dự thảo trên máy trạm; văn bản khẩn liên hệ trực ban số máy (0299) 000.{so_may}.
Sau khi {he_thong} hoạt động trở lại, {so} tài khoản được yêu cầu đổi mật khẩu."""),
    Template("invitation", "cntt", "so", "Dự họp bàn giải pháp {nhiem_vu} tại {noi}, ngày {han}", """
Sở Thông tin và Truyền thông trân trọng kính mời lãnh đạo {so_ban} dự họp bàn giải pháp {nhiem_vu}.
Thời gian: {gio} ngày {han}; địa điểm: {phong}, trụ sở Sở Thông tin và Truyền thông.
Nội dung chuẩn bị: đánh giá việc {nguyen_nhan}; đề xuất {giai_phap}."""),
    Template("invitation", "ttbcxb", "cac_huyen", "Tập huấn {lop_hoc} phục vụ {su_kien}, ngày {han}", """
Sở Thông tin và Truyền thông trân trọng kính mời {so_nho} đại biểu của mỗi địa phương dự tập huấn {lop_hoc} phục vụ {su_kien}.
Thời gian: {gio} ngày {han}; địa điểm: {phong} của Ủy ban nhân dân {noi}.
Đại biểu đăng ký về số máy (0299) 000.{so_may} trước ngày {sap}."""),
    Template("decision", "tccb", "", "Về việc thành lập Tổ công tác {nhiem_vu} tại {noi} {ky_toi} năm {nam}", """
@ Thành lập Tổ công tác {nhiem_vu} tại {noi} gồm {so_nho} thành viên theo danh sách kèm theo, hoạt động từ ngày {sap}.
@ Tổ công tác có nhiệm vụ tham mưu {nhiem_vu}; {giai_phap}; tự giải thể sau khi hoàn thành, chậm nhất ngày {han}.
@ Chánh Văn phòng, Trưởng phòng Công nghệ thông tin và thành viên Tổ công tác {nhiem_vu} chịu trách nhiệm thi hành Quyết định này.
""", bases=(_IT, _EXCHANGE)),
    Template("decision", "khtc", "", "Về việc phê duyệt kết quả lựa chọn nhà thầu cung cấp {thiet_bi} cho {he_thong} (gói số {so_nho}/{nam})", """
@ Phê duyệt kết quả lựa chọn nhà thầu cung cấp {so_nho2} {thiet_bi} cho {he_thong}, giá trị {tien} triệu đồng, thực hiện xong trước ngày {han}.
@ Phòng Kế hoạch - Tài chính hoàn thiện hợp đồng trong {so_nho} ngày, quản lý chi phí mua sắm {thiet_bi} theo quy định.
@ Chánh Văn phòng, Trưởng phòng Kế hoạch - Tài chính và nhà thầu cung cấp {thiet_bi} chịu trách nhiệm thi hành Quyết định này.
""", bases=(_SPENDING,)),
)  # fmt: skip

IN: tuple[Template, ...] = (
    Template("plan", "cntt", "cac_so", "Thực hiện {nhiem_vu} {ky_toi} năm {nam} trên địa bàn tỉnh, trọng tâm tại {noi}", """
# I. Mục tiêu
Phấn đấu {phan_tram} % cơ quan hoàn thành {nhiem_vu}; {so} hồ sơ được tiếp nhận qua {he_thong}.
# II. Phân công
Sở Thông tin và Truyền thông chủ trì {giai_phap}; {so_ban} phối hợp, hoàn thành trước ngày {han}.
Kinh phí {tien} triệu đồng, bố trí trong dự toán {nhiem_vu} năm {nam}.""", who="province", bases=(_LOCAL,)),
    Template("decision", "cntt", "stttt", "Về việc phê duyệt nhiệm vụ nâng cấp {he_thong} {ky_toi} năm {nam}, hạng mục {thiet_bi}", """
@ Phê duyệt nhiệm vụ nâng cấp {he_thong}, hạng mục {thiet_bi}, tổng kinh phí {tien} triệu đồng, thực hiện trong {so_nho} tháng từ ngày {sap}.
@ Sở Thông tin và Truyền thông là chủ đầu tư, chịu trách nhiệm chất lượng, tiến độ nâng cấp {he_thong} và {giai_phap}.
@ Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Thông tin và Truyền thông, Giám đốc {so_ban} chịu trách nhiệm thi hành Quyết định này.
""", who="province", bases=(_LOCAL, _SPENDING)),
    Template("notice", "tccb", "cac_so", "Kết luận của lãnh đạo Ủy ban nhân dân tỉnh tại cuộc họp về {nhiem_vu} ngày {ngay}", """
Ngày {ngay}, lãnh đạo Ủy ban nhân dân tỉnh làm việc với {so_nho} cơ quan về {nhiem_vu} tại {noi} và kết luận như sau:
- Đánh giá cao kết quả {phan_tram} %; yêu cầu khắc phục việc {nguyen_nhan};
- Giao Sở Thông tin và Truyền thông {giai_phap} trước ngày {han}.""", who="province"),
    Template("report", "cntt", "stttt", "Kết quả {nhiem_vu} {ky} năm {nam} của {toi}", """
Thực hiện {cong_van_stttt}, {toi} báo cáo kết quả {nhiem_vu} {ky} năm {nam} như sau:
# I. Kết quả {ky}
Đã xử lý {so} hồ sơ trên {he_thong}, đạt {phan_tram} %; có {so_nho} đơn vị trực thuộc hoàn thành trước ngày {ngay}.
# II. Khó khăn tại {noi}
Vướng mắc chính là {nguyen_nhan}.
# III. Phương hướng đến ngày {han}
{toi} tiếp tục {giai_phap}, phấn đấu đạt {phan_tram2} % vào ngày {han}.""", who="district"),
    Template("report", "attt", "stttt", "Công tác bảo đảm an toàn cho {he_thong} {ky} năm {nam} của {toi}", """
{toi} báo cáo công tác bảo đảm an toàn cho {he_thong} {ky} năm {nam}: đã rà soát {so} máy trạm, phát hiện {so_nho} máy nhiễm mã độc.
Nguyên nhân do {nguyen_nhan}; đơn vị đã {giai_phap} từ ngày {ngay}.
{toi} kiến nghị tổ chức lớp {lop_hoc} trước ngày {han}.""", who="peer"),
    Template("submission", "bcvt", "stttt", "Thẩm định phương án {nhiem_vu} tại {xa} năm {nam}", """
Ủy ban nhân dân {noi} xây dựng phương án {nhiem_vu} tại {xa} với {so_nho} hạng mục, kinh phí {tien} triệu đồng.
Kính trình Sở Thông tin và Truyền thông thẩm định để địa phương triển khai từ ngày {han}, nhằm khắc phục việc {nguyen_nhan}.""", who="district"),
    Template("invitation", "tccb", "stttt", "Dự hội nghị về {nhiem_vu}, {gio} ngày {han}", """
{toi} trân trọng kính mời lãnh đạo Sở Thông tin và Truyền thông dự hội nghị đánh giá {nhiem_vu} {ky} năm {nam}.
Thời gian: {gio} ngày {han}; địa điểm: {phong} của {toi}.
Đề nghị Sở chuẩn bị tham luận về {he_thong}, gửi trước ngày {sap}.""", who="peer"),
    Template("invitation", "ttbcxb", "stttt", "Dự lễ phát động {su_kien} tại {noi}, ngày {han}", """
{toi} trân trọng kính mời lãnh đạo Sở Thông tin và Truyền thông dự lễ phát động {su_kien}.
Thời gian: {gio} ngày {han}; địa điểm: {phong} của {toi}, dự kiến {so} đại biểu.
Nội dung phối hợp {nhiem_vu} đề nghị trao đổi trước ngày {sap}.""", who="district"),
    Template("notice", "ttbcxb", "stttt", "Lịch tiếp công dân và nội dung {nhiem_vu} tại {xa} tháng {thang} năm {nam}", """
{toi} thông báo lịch tiếp công dân tại {xa}: {gio} ngày {sap}, người tiếp là Phó Chủ tịch phụ trách {nhiem_vu}.
Cá nhân có nhu cầu đăng ký qua {he_thong} trước thời điểm trên; {so_nho} lượt đầu tiên được xếp trong buổi.""", who="commune"),
)  # fmt: skip
