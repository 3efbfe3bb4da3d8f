"""Official letters (công văn) that reach the Department. `{toi}` is the sender as it names itself."""

from __future__ import annotations

from tinhso.scenario.data.template import Template, letter

TEMPLATES: tuple[Template, ...] = (
    letter("cntt", "stttt", "tham mưu xử lý vướng mắc trong {nhiem_vu} tại {xa}", """
Ủy ban nhân dân tỉnh nhận được {cong_van_huyen} phản ánh vướng mắc trong {nhiem_vu} tại {xa}, nguyên nhân do {nguyen_nhan}.
Chủ tịch Ủy ban nhân dân tỉnh giao Sở Thông tin và Truyền thông chủ trì, cùng {so_ban} kiểm tra, đề xuất hướng xử lý, báo cáo trước ngày {han}.
""", who="province"),
    letter("khtc", "stttt", "thẩm định đề nghị đầu tư {thiet_bi} cho {he_thong} của {so_ban}", """
Xét {cong_van_so} về việc đầu tư {so_nho} {thiet_bi}, khái toán {tien} triệu đồng, Ủy ban nhân dân tỉnh giao Sở Thông tin và Truyền thông thẩm định sự cần thiết, khả năng dùng chung {he_thong}; trình Ủy ban nhân dân tỉnh trước ngày {han}.
""", who="province"),
    letter("cntt", "cac_so", "đẩy nhanh tiến độ {nhiem_vu} {ky_toi} năm {nam} trên địa bàn {noi} và các địa phương", """
Theo tổng hợp đến ngày {ngay}, kết quả {nhiem_vu} mới đạt {phan_tram} % kế hoạch; còn {so_nho} cơ quan chưa báo cáo.
Ủy ban nhân dân tỉnh yêu cầu thủ trưởng các cơ quan {giai_phap}; chịu trách nhiệm nếu để chậm sau ngày {han}.
Giao Sở Thông tin và Truyền thông theo dõi trên {he_thong}, tổng hợp những nơi thực hiện chậm {nhiem_vu}.
""", who="province"),
    letter("ttbcxb", "stttt", "kiểm tra thông tin báo chí nêu về {nhiem_vu} tại {xa}", """
Ngày {ngay}, báo chí phản ánh tình trạng {nguyen_nhan} tại {xa}. Chủ tịch Ủy ban nhân dân tỉnh giao Sở Thông tin và Truyền thông phối hợp Ủy ban nhân dân {noi} kiểm tra, cung cấp thông tin chính thức và báo cáo kết quả trước ngày {han}.
""", who="province"),
    letter("cntt", "cac_so", "hướng dẫn xây dựng kế hoạch {nhiem_vu} năm {nam_sau}, thời hạn ngày {han}", """
Để thống nhất nội dung kế hoạch {nhiem_vu} năm {nam_sau}, {toi} hướng dẫn các địa phương như sau:
# 1. Mục tiêu
Chỉ tiêu phải đo đếm được từ {he_thong}; tỷ lệ tối thiểu của năm là {phan_tram} %.
# 2. Thời hạn
Kế hoạch được phê duyệt và gửi về {toi} trước ngày {han}; vướng mắc liên hệ số máy (0299) 000.{so_may}.
""", who="central"),
    letter("attt", "cac_so", "cảnh báo chiến dịch tấn công nhằm vào {he_thong} (mã cảnh báo {so}/{nam})", """
{toi} ghi nhận chiến dịch tấn công mạng nhằm vào {he_thong} của các cơ quan nhà nước, bắt đầu từ ngày {ngay}, với {so_nho} mẫu mã độc mới.
Đề nghị các cơ quan rà soát {so2} địa chỉ trong danh sách gửi kèm, {giai_phap}, báo cáo kết quả trước ngày {han}.
""", who="central"),
    letter("tccb", "cac_so", "mời cử cán bộ tham gia khóa bồi dưỡng {lop_hoc} phục vụ {nhiem_vu} đợt {so_nho} năm {nam}", """
{toi} tổ chức khóa bồi dưỡng {lop_hoc} theo hình thức trực tuyến trong {so_nho2} ngày, từ ngày {han}.
Mỗi địa phương cử {so_nho} người làm công tác {nhiem_vu}; danh sách gửi trước ngày {sap}.
""", who="central"),
    letter("cntt", "stttt", "đề nghị cấp {so_nho} tài khoản {he_thong} cho {toi}", """
Do yêu cầu công tác, {toi} đề nghị Sở Thông tin và Truyền thông cấp mới {so_nho} tài khoản {he_thong} cho bộ phận làm công tác {nhiem_vu}.
{toi} gửi kèm danh sách ghi rõ họ tên, chức danh và cam kết thu hồi tài khoản khi người sử dụng chuyển công tác.
""", who="peer"),
    letter("cntt", "stttt", "đề nghị hỗ trợ kỹ thuật cho {he_thong} phục vụ {su_kien} ngày {han}", """
Ngày {han}, {toi} tổ chức {su_kien} với khoảng {so} người tham dự, cần sử dụng {he_thong}.
Kính đề nghị Sở Thông tin và Truyền thông cử {so_nho} cán bộ kỹ thuật hỗ trợ, kiểm tra đường truyền trước ngày {sap}.
""", who="peer"),
    letter("khtc", "stttt", "lấy ý kiến dự thảo quy chế {nhiem_vu} trên {he_thong} của {toi}", """
{toi} gửi dự thảo quy chế {nhiem_vu} gồm {so_nho2} chương và đề nghị Sở Thông tin và Truyền thông tham gia ý kiến.
Ý kiến tập trung vào trách nhiệm phối hợp, việc sử dụng {he_thong} và thời hạn báo cáo; gửi về {toi} trước ngày {han}.
""", who="peer"),
    letter("tccb", "cac_so", "tự đánh giá {nhiem_vu} và khai thác {he_thong} {ky} năm {nam}", """
{toi} đề nghị các cơ quan tự đánh giá {nhiem_vu} {ky} năm {nam} theo bộ tiêu chí gồm {so_nho2} tiêu chí thành phần.
Tài liệu kiểm chứng đính kèm dưới dạng điện tử trước ngày {sap}; cơ quan gửi sau ngày {han} bị trừ {so_nho} điểm.
Đối với tiêu chí liên quan {he_thong}, số liệu lấy đến hết ngày {ngay}.
""", who="peer"),
    letter("bcvt", "stttt", "đề nghị xử lý cáp viễn thông mất an toàn tại {xa}", """
Qua kiểm tra ngày {ngay}, Ủy ban nhân dân {noi} phát hiện {so_nho} vị trí cáp viễn thông đứt, chùng tại {xa}, dài khoảng {so} mét.
Kính đề nghị Sở Thông tin và Truyền thông yêu cầu doanh nghiệp sở hữu cáp xử lý dứt điểm trước ngày {han}.
""", who="district"),
    letter("cntt", "stttt", "xin ý kiến về phương án thay thế {thiet_bi} phục vụ {he_thong}", """
Hiện {noi} đang sử dụng {so_nho} {thiet_bi} phục vụ {he_thong}, đã qua {so_nho2} năm khai thác.
Do {hong}, Ủy ban nhân dân {noi} dự kiến thay thế trong {ky_toi} năm {nam}, kinh phí {tien} triệu đồng.
Kính đề nghị Sở Thông tin và Truyền thông có ý kiến về cấu hình kỹ thuật trước ngày {han}.
""", who="district"),
    letter("cntt", "stttt", "báo cáo khắc phục gián đoạn {he_thong} tại {xa}", """
Thực hiện {cong_van_stttt}, Ủy ban nhân dân {noi} đã kiểm tra việc gián đoạn {he_thong} tại {xa} ngày {ngay}.
Nguyên nhân do {hong}; {so} hồ sơ bị ảnh hưởng dự kiến xử lý xong ngày {sap}.
Trong thời gian tới, Ủy ban nhân dân {noi} sẽ {giai_phap}.
""", who="district"),
    letter("ttbcxb", "stttt", "đề nghị hỗ trợ sửa chữa {so_nho} cụm loa truyền thanh của {xa}", """
{xa_hoa} có {so_nho} cụm loa truyền thanh hỏng từ ngày {ngay}, ảnh hưởng việc thông tin tới {so} hộ dân.
Do {hong}, Ủy ban nhân dân {xa} kính đề nghị Sở Thông tin và Truyền thông hỗ trợ kỹ thuật, linh kiện trước ngày {han}.
""", who="commune"),
    letter("cntt", "stttt", "đăng ký thí điểm lớp {lop_dan} cho người dân {xa}", """
Để đẩy mạnh {nhiem_vu}, Ủy ban nhân dân {xa} đăng ký thí điểm lớp {lop_dan} với {so} hộ dân tham gia từ ngày {sap}.
Kinh phí dự kiến {tien_nho} triệu đồng; địa phương cam kết {giai_phap}.
Kính đề nghị Sở Thông tin và Truyền thông hướng dẫn nội dung, cử {so_nho} báo cáo viên hỗ trợ {xa}.
""", who="commune"),
)  # fmt: skip
