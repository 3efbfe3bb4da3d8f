"""Official letters (công văn) that the Department writes. One line a block, `- ` a bullet, `# ` a heading; slots: see `slots`."""

from __future__ import annotations

from tinhso.scenario.data.template import Template, letter

TEMPLATES: tuple[Template, ...] = (
    letter("cntt", "cac_so", "đề nghị báo cáo kết quả {nhiem_vu} {ky} năm {nam}, số liệu đến ngày {ngay}", """
Thực hiện {cong_van_tinh} về {nhiem_vu}, Sở Thông tin và Truyền thông được giao tổng hợp kết quả {ky} năm {nam} của toàn tỉnh.
Để có cơ sở tổng hợp, đề nghị các cơ quan báo cáo kết quả {nhiem_vu}, trong đó nêu rõ số liệu đến ngày {ngay}, khó khăn, nguyên nhân và kiến nghị.
{ket_bao_cao}"""),
    letter("cntt", "cac_huyen", "rà soát {so} tài khoản sử dụng {he_thong} tại {noi} và các địa phương", """
Qua theo dõi, đến ngày {ngay} có {so} tài khoản {he_thong} không đăng nhập quá 90 ngày, trong đó {noi} có {so_nho} tài khoản.
Đề nghị các địa phương rà soát, khóa tài khoản của người đã nghỉ việc hoặc chuyển công tác; {giai_phap}.
{ket_bao_cao}"""),
    letter("attt", "cac_so", "cảnh báo lỗ hổng bảo mật ảnh hưởng đến {he_thong} (cảnh báo số {so_nho} tháng {thang} năm {nam})", """
Ngày {ngay}, bộ phận giám sát ghi nhận {so} lượt dò quét bất thường hướng tới {he_thong}, xuất phát từ {so_nho} địa chỉ mạng bên ngoài.
Để phòng ngừa sự cố, đề nghị các cơ quan cập nhật bản vá trước ngày {han}, đổi mật khẩu tài khoản quản trị {he_thong} và {giai_phap}.
- Kiểm tra nhật ký truy cập trong {so_nho} ngày gần nhất;
- Cô lập máy trạm có dấu hiệu lây nhiễm, không tự ý cài lại trước khi lưu chứng cứ cho đợt kiểm tra ngày {han};
Khi phát hiện sự cố, thông báo cho Trung tâm Công nghệ thông tin và Truyền thông qua số máy (0299) 000.{so_may} để được hỗ trợ."""),
    letter("cntt", "so", "phối hợp kết nối, chia sẻ dữ liệu giữa {he_thong} và {he_thong2}", """
Để giảm việc nhập dữ liệu nhiều lần, Sở Thông tin và Truyền thông dự kiến kết nối {he_thong} với {he_thong2} từ ngày {han}.
Đề nghị {so_ban} cử {so_nho} cán bộ đầu mối, cung cấp danh mục trường dữ liệu và thống nhất quy trình kiểm thử.
Hai cơ quan sẽ kiểm thử với {so} bản ghi mẫu; {giai_phap} trước khi vận hành chính thức.
{ket_phoi_hop}"""),
    letter("bcvt", "huyen", "chỉnh trang, bó gọn {so} mét cáp viễn thông tại {xa} {ky_toi} năm {nam}", """
Kết quả kiểm tra ngày {ngay} cho thấy tại {xa} còn {so} mét cáp chùng, võng tại {so_nho} tuyến đường, ảnh hưởng đến an toàn giao thông.
Sở Thông tin và Truyền thông đề nghị Ủy ban nhân dân {noi} chỉ đạo phòng chuyên môn xác định tuyến ưu tiên và cùng doanh nghiệp bó gọn cáp xong trước ngày {han}.
{ket_phoi_hop}"""),
    letter("bcvt", "huyen", "lấy ý kiến về vị trí {so_nho} trạm thu phát sóng thông tin di động tại {xa}", """
Doanh nghiệp viễn thông đề nghị xây dựng {so_nho} trạm thu phát sóng thông tin di động tại {xa}; hồ sơ được tiếp nhận ngày {ngay}.
Để bảo đảm phù hợp quy hoạch, đề nghị Ủy ban nhân dân {noi} cho ý kiến về vị trí, hiện trạng đất và khoảng cách tới khu dân cư tại {xa}.
Quá ngày {han}, nếu không nhận được ý kiến của {noi} thì xem như thống nhất với hồ sơ đã gửi."""),
    letter("ttbcxb", "cac_so", "cung cấp thông tin tuyên truyền {su_kien} năm {nam} tại {noi}, chủ đề {nhiem_vu}", """
Căn cứ {ke_hoach_tinh}, Sở Thông tin và Truyền thông chủ trì tuyên truyền {su_kien} năm {nam}.
Đề nghị các cơ quan cung cấp {so_nho} tin, bài và số liệu nổi bật về {nhiem_vu}, gửi kèm hình ảnh có chú thích.
Nội dung đăng tải do thủ trưởng cơ quan cung cấp chịu trách nhiệm; thời gian đăng bắt đầu từ ngày {sap}.
{ket_bao_cao}"""),
    letter("ttbcxb", "huyen", "định hướng thông tin cơ sở về {su_kien} năm {nam} tại {xa}", """
Nhằm tuyên truyền kịp thời về {su_kien}, đề nghị Ủy ban nhân dân {noi} chỉ đạo đài truyền thanh phát ít nhất {so_nho} lượt mỗi tuần, bắt đầu từ ngày {sap}.
Nội dung gồm mục đích, ý nghĩa của {su_kien}; gương người tốt, việc tốt tại cơ sở; hướng dẫn người dân tham gia {nhiem_vu}.
Riêng {xa} bố trí khung giờ phát phù hợp sinh hoạt của người dân; {giai_phap}."""),
    letter("cntt", "huyen", "hỗ trợ khắc phục sự cố {he_thong} tại {xa}", """
Theo phản ánh ngày {ngay}, {he_thong} tại {xa} bị gián đoạn {so_nho} giờ, ảnh hưởng đến {so} hồ sơ của người dân.
Qua kiểm tra, nguyên nhân ban đầu là {hong}. Sở Thông tin và Truyền thông đã cử cán bộ kỹ thuật hỗ trợ trực tiếp tại {xa}.
Đề nghị Ủy ban nhân dân {noi} chỉ đạo {giai_phap}; thông báo kết quả cho Sở Thông tin và Truyền thông trước ngày {han}."""),
    letter("khtc", "so", "tham gia ý kiến về nhu cầu mua sắm {thiet_bi} của {so_ban} năm {nam_sau}", """
Phúc đáp {cong_van_so} về nhu cầu mua sắm {thiet_bi}, Sở Thông tin và Truyền thông có ý kiến như sau:
# 1. Về sự cần thiết
Việc trang bị {so_nho} {thiet_bi} phù hợp định hướng dùng chung {he_thong}, tránh đầu tư trùng lặp.
# 2. Về kỹ thuật và kinh phí
Đề nghị {so_ban} làm rõ cấu hình, thời gian bảo hành và khái toán {tien} triệu đồng trước khi trình thẩm định ngày {han}."""),
    letter("khtc", "cac_so", "lập dự toán kinh phí {nhiem_vu} năm {nam_sau}, thời hạn gửi ngày {han}", """
Để tổng hợp dự toán {nhiem_vu} năm {nam_sau}, đề nghị các cơ quan lập nhu cầu theo biểu mẫu gửi kèm, thuyết minh rõ căn cứ tính toán.
Không đề xuất hạng mục {thiet_bi} đã được {he_thong} đáp ứng; nhiệm vụ chuyển tiếp phải nêu khối lượng hoàn thành đến ngày {ngay}.
{ket_bao_cao}"""),
    letter("tccb", "so", "cử {so_nho} công chức, viên chức tham gia lớp {lop_hoc} theo đề nghị của {so_ban}", """
Phúc đáp {cong_van_so} về việc cử người tham gia lớp {lop_hoc}, Sở Thông tin và Truyền thông cử {so_nho} người theo danh sách gửi kèm.
Những người có tên trong danh sách bàn giao công việc trước ngày {sap}, tham gia đầy đủ {so_nho2} buổi học và báo cáo kết quả sau khi kết thúc khóa học."""),
    letter("tccb", "cac_huyen", "cử công chức tham dự lớp tập huấn {lop_hoc} tại {noi} từ ngày {han}", """
Sở Thông tin và Truyền thông tổ chức lớp tập huấn {lop_hoc} tại {noi}, dự kiến từ ngày {han}, mỗi địa phương {so_nho} học viên.
Học viên là công chức trực tiếp sử dụng {he_thong}; mang theo máy tính xách tay và thiết bị lưu khóa bí mật nếu có.
{ket_danh_sach}"""),
    letter("cntt", "cac_so", "triển khai chức năng mới của {he_thong} phục vụ {nhiem_vu} từ ngày {sap}", """
Sau {so_nho} tuần thử nghiệm với {so} người dùng, Sở Thông tin và Truyền thông đưa vào vận hành chức năng mới của {he_thong} phục vụ {nhiem_vu} từ ngày {sap}.
Trong {so_nho2} ngày đầu, bộ phận hỗ trợ trực từ 7 giờ 30 phút đến 17 giờ các ngày làm việc để giải đáp vướng mắc khi sử dụng {he_thong}.
Đề nghị các cơ quan phổ biến tới người dùng và {giai_phap}."""),
    letter("cntt", "ubnd", "đề nghị chấp thuận chủ trương nâng cấp {he_thong}, bổ sung {so_nho} {thiet_bi} giai đoạn {nam} - {nam_sau}", """
{he_thong_hoa} được đưa vào sử dụng với {so} người dùng; đến ngày {ngay} đã đạt {phan_tram} % năng lực thiết kế.
Qua đánh giá, hạn chế chủ yếu là {hong}; cần bổ sung {so_nho} {thiet_bi}.
Sở Thông tin và Truyền thông kính đề nghị Ủy ban nhân dân tỉnh chấp thuận chủ trương nâng cấp {he_thong}, khái toán {tien} triệu đồng từ nguồn kinh phí được giao."""),
    letter("cntt", "ubnd", "báo cáo, giải trình nội dung kiến nghị của cử tri {xa} về {nhiem_vu}", """
Thực hiện {cong_van_tinh}, Sở Thông tin và Truyền thông báo cáo nội dung kiến nghị của cử tri {xa} về {nhiem_vu} như sau:
Ngày {ngay}, Sở đã cùng Ủy ban nhân dân {noi} kiểm tra thực tế; nội dung kiến nghị là có cơ sở, nguyên nhân do {nguyen_nhan}.
Sở đã yêu cầu đơn vị liên quan khắc phục xong trước ngày {han} và {giai_phap} để không tái diễn tại {xa}."""),
    letter("bcvt", "xa", "hướng dẫn tiếp nhận hồ sơ của {so_nho} thủ tục qua dịch vụ bưu chính công ích tại {xa}, từ ngày {sap}", """
Để người dân thuận lợi khi nộp hồ sơ, từ ngày {sap}, điểm bưu chính tại {xa} nhận và trả kết quả của {so_nho} thủ tục hành chính.
Đề nghị Ủy ban nhân dân {xa} niêm yết danh mục thủ tục và bố trí nơi tiếp nhận cùng bộ phận một cửa.
{ket_phoi_hop}"""),
    letter("attt", "huyen", "kiểm tra công tác bảo đảm an toàn thông tin đối với {he_thong} tại {xa}", """
Theo kế hoạch kiểm tra năm {nam}, Sở Thông tin và Truyền thông kiểm tra việc bảo đảm an toàn thông tin đối với {he_thong} tại {xa} trong {so_nho} ngày, từ ngày {sap}.
# Nội dung kiểm tra
- Việc phân công người chuyên trách và quy chế quản lý tài khoản {he_thong};
- Việc sao lưu, cập nhật bản vá, ghi nhật ký của {so} thiết bị đang sử dụng;
{ket_phoi_hop}"""),
    letter("ttbcxb", "so", "trao đổi thông tin báo chí phản ánh về {nhiem_vu} tại {xa}", """
Ngày {ngay}, có {so_nho} bài báo phản ánh việc {nguyen_nhan} tại {xa}, liên quan lĩnh vực do {so_ban} quản lý.
Sở Thông tin và Truyền thông trao đổi để {so_ban} kiểm tra, chủ động cung cấp thông tin chính thức về {nhiem_vu} trước ngày {han} theo quy định về phát ngôn."""),
    letter("cntt", "bo", "báo cáo số liệu đến ngày {ngay} phục vụ đánh giá {nhiem_vu} {ky} năm {nam}", """
Thực hiện {cong_van_bo}, Sở Thông tin và Truyền thông tỉnh Vân Khuê gửi số liệu phục vụ đánh giá {nhiem_vu} {ky} năm {nam} như sau:
| Chỉ tiêu | Số liệu | Tỷ lệ (%)
| Văn bản điện tử có ký số | {so} | {phan_tram}
| Hồ sơ tiếp nhận trực tuyến | {so2} | {phan_tram2}
Số liệu được trích từ {he_thong} lúc 17 giờ ngày {ngay}; tài liệu kiểm chứng được lưu tại Sở."""),
    letter("cntt", "so", "phúc đáp đề nghị cấp mới, thu hồi {so} chứng thư số của {so_ban}", """
Sở Thông tin và Truyền thông nhận được {cong_van_so} đề nghị cấp mới và thu hồi {so} chứng thư số chuyên dùng.
Qua đối chiếu, {so_nho} trường hợp thiếu mã số hoặc sai chức danh; đề nghị {so_ban} bổ sung trước ngày {han}.
Các hồ sơ hợp lệ được chuyển cơ quan cấp chứng thư ngày {ngay}; thiết bị lưu khóa được bàn giao có biên bản trước ngày {han2}."""),
    letter("attt", "huyen", "xác định cấp độ an toàn hệ thống thông tin đối với {he_thong} của {noi}, phê duyệt trước ngày {han}", """
Qua thẩm định hồ sơ đề xuất cấp độ của {noi} đối với {he_thong}, Sở Thông tin và Truyền thông thống nhất cấp độ {cap_do}.
Hồ sơ cần bổ sung sơ đồ kết nối, danh mục {so} thiết bị và phương án dự phòng khi {hong}.
Đề nghị Ủy ban nhân dân {noi} hoàn thiện hồ sơ, phê duyệt trước ngày {han} và {giai_phap}."""),
)  # fmt: skip
