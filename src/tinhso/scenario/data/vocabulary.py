"""What the demo's texts speak of: systems, duties, periods. Every list feeds a slot of the templates of the same name."""

from __future__ import annotations

SYSTEMS = (
    "Hệ thống quản lý văn bản và điều hành", "Cổng dịch vụ công tỉnh", "Hệ thống một cửa điện tử", "Cổng thông tin điện tử tỉnh",
    "Trục liên thông văn bản của tỉnh", "Hệ thống thông tin báo cáo của tỉnh", "Hệ thống sao lưu dữ liệu tập trung",
    "Hệ thống hội nghị truyền hình trực tuyến", "Hệ thống quản lý tài khoản tập trung", "Hệ thống thư điện tử công vụ",
    "Hệ thống điều hành thông minh", "Hệ thống giám sát an toàn thông tin mạng", "Nền tảng tích hợp, chia sẻ dữ liệu cấp tỉnh",
    "Kho dữ liệu dùng chung của tỉnh", "Hệ thống phản ánh hiện trường", "Hệ thống họp không giấy", "Hệ thống quản lý cán bộ, công chức",
    "Hệ thống đài truyền thanh thông minh", "Hệ thống giám sát mã độc tập trung", "Hệ thống chứng thực chữ ký số chuyên dùng",
    "Hệ thống quản lý hồ sơ lưu trữ điện tử", "Hệ thống tiếp nhận kiến nghị của người dân", "Cơ sở dữ liệu đất đai của tỉnh",
    "Hệ thống quản lý nhiệm vụ được giao", "Nền tảng bản đồ số dùng chung", "Hệ thống thanh toán trực tuyến phí, lệ phí",
)  # fmt: skip
DUTIES = (
    "ứng dụng công nghệ thông tin trong hoạt động của cơ quan nhà nước", "chuyển đổi số", "bảo đảm an toàn thông tin mạng",
    "gửi, nhận văn bản điện tử có ký số", "cung cấp dịch vụ công trực tuyến mức độ 3, mức độ 4", "cải cách thủ tục hành chính",
    "thông tin đối ngoại", "thông tin cơ sở", "quản lý hạ tầng viễn thông thụ động", "phát triển bưu chính công ích",
    "quản lý hoạt động báo chí, xuất bản", "phổ cập kỹ năng số cho người dân", "số hóa hồ sơ, tài liệu lưu trữ",
    "chia sẻ dữ liệu giữa các cơ quan nhà nước", "xây dựng đô thị thông minh", "bảo vệ bí mật nhà nước trên không gian mạng",
    "chỉnh trang, sắp xếp cáp viễn thông", "phòng, chống thiên tai của ngành thông tin và truyền thông",
    "tiếp nhận, trả kết quả qua dịch vụ bưu chính công ích", "tuyên truyền về cải cách hành chính", "lưu trữ điện tử",
    "phát triển thanh toán không dùng tiền mặt", "quản lý trạm thu phát sóng thông tin di động", "kiểm soát tin nhắn rác, cuộc gọi rác",
)  # fmt: skip
TRAININGS = (
    "kỹ năng sử dụng chữ ký số", "kỹ năng bảo đảm an toàn thông tin cho người dùng cuối", "quản trị mạng nội bộ", "biên tập tin, bài",
    "xử lý hồ sơ trên môi trường điện tử", "soạn thảo và ban hành văn bản điện tử", "ứng cứu sự cố an toàn thông tin mạng",
    "khai thác kho dữ liệu dùng chung", "vận hành đài truyền thanh thông minh", "kỹ năng số cơ bản cho công chức cấp xã",
    "lập hồ sơ công việc điện tử", "kỹ năng phát ngôn và cung cấp thông tin cho báo chí", "quản lý dự án công nghệ thông tin",
    "hướng dẫn người dân nộp hồ sơ trực tuyến", "nghiệp vụ kiểm tra thể thức văn bản", "sao lưu và phục hồi dữ liệu",
)  # fmt: skip
EVENTS = (
    "Tuần lễ chuyển đổi số của tỉnh", "Ngày pháp luật Việt Nam", "Ngày hội khởi nghiệp sáng tạo", "Hội chợ sản phẩm nông nghiệp",
    "Tháng hành động vì trẻ em", "đại hội thi đua yêu nước tỉnh", "Ngày sách Việt Nam", "Hội thao cán bộ, công chức, viên chức",
    "Tuần lễ hưởng ứng học tập suốt đời", "Ngày hội đại đoàn kết toàn dân tộc", "chiến dịch tiêm chủng mở rộng", "Ngày hội văn hóa các dân tộc",
    "đợt cao điểm bảo đảm trật tự an toàn giao thông", "chiến dịch trồng cây gây rừng", "Tuần lễ quốc gia về an toàn lao động",
    "Ngày hội hiến máu tình nguyện",
)  # fmt: skip
ITEMS = (
    "máy trạm phục vụ tiếp nhận hồ sơ", "thiết bị tường lửa", "thiết bị lưu trữ mạng", "máy chủ ứng dụng", "bộ lưu điện", "thiết bị chuyển mạch",
    "bản quyền phần mềm phòng, chống mã độc", "thiết bị hội nghị truyền hình", "máy quét tài liệu khổ A3", "thiết bị lưu khóa bí mật",
    "màn hình điều hành", "đường truyền dự phòng", "cụm loa truyền thanh thông minh", "hệ thống camera giám sát phòng máy",
)  # fmt: skip
PERIODS = (
    ("quý I", 3), ("quý II", 6), ("6 tháng đầu", 6), ("quý III", 9), ("9 tháng đầu", 9), ("quý IV", 12), ("6 tháng cuối", 12),
    ("tháng 01", 1), ("tháng 02", 2), *((f"tháng {month}", month) for month in range(3, 13)),
)  # fmt: skip
"""Periods of a year, each with its last month."""
DEVICE_CAUSES = (
    "thiết bị đầu tư từ lâu đã xuống cấp", "linh kiện thay thế không còn được sản xuất", "nguồn điện tại chỗ không ổn định",
    "thiết bị bị sét đánh trong đợt mưa vừa qua", "đường truyền tại xã chưa ổn định", "dung lượng lưu trữ đã đầy",
    "số lượng người dùng tăng nhanh", "thiết bị đã hết thời hạn bảo hành",
)  # fmt: skip
CITIZEN_TRAININGS = (
    "kỹ năng số cơ bản", "nộp hồ sơ trực tuyến", "thanh toán không dùng tiền mặt", "nhận biết lừa đảo trên mạng", "bán hàng trên sàn thương mại điện tử",
    "sử dụng thư điện tử", "tra cứu kết quả giải quyết thủ tục hành chính", "bảo vệ thông tin cá nhân",
)  # fmt: skip
SAFETY_CAUSES = (
    "máy chủ chưa cập nhật bản vá", "mật khẩu quản trị dùng chung cho nhiều thiết bị", "người dùng mở tệp đính kèm lạ trong thư điện tử",
    "tường lửa chưa chặn cổng không sử dụng", "bản sao lưu chưa được kiểm tra phục hồi", "phần mềm phòng, chống mã độc hết hạn bản quyền",
    "tài khoản của người đã chuyển công tác chưa được thu hồi", "nhật ký hệ thống chỉ lưu trong thời gian ngắn",
)  # fmt: skip
SAFETY_MEASURES = (
    "bật xác thực hai bước cho tài khoản quản trị", "rà soát, thu hồi tài khoản không còn sử dụng", "cập nhật bản vá cho máy chủ và máy trạm",
    "kiểm tra việc sao lưu và phục hồi dữ liệu", "tách mạng quản trị khỏi mạng người dùng", "lưu nhật ký hệ thống tối thiểu sáu tháng",
    "phân công người trực tiếp nhận cảnh báo ngoài giờ", "chặn kết nối tới các địa chỉ trong danh sách cảnh báo",
    "tập huấn nhận biết thư điện tử giả mạo cho người dùng", "báo cáo ngay khi phát sinh sự cố",
)  # fmt: skip
CAUSES = (
    "một số phòng chuyên môn chưa cập nhật hồ sơ kịp thời", "đường truyền tại xã chưa ổn định", "nhân sự phụ trách mới được thay đổi",
    "thiết bị đầu tư từ lâu đã xuống cấp", "người dân còn thói quen nộp hồ sơ trực tiếp", "quy trình phối hợp giữa các đơn vị chưa rõ thời hạn",
    "kinh phí được bố trí chậm so với kế hoạch", "dữ liệu giữa các hệ thống chưa được đồng bộ", "công tác tuyên truyền chưa thường xuyên",
    "việc ký số ở một số đơn vị còn phụ thuộc vào một người", "tài khoản của người đã chuyển công tác chưa được thu hồi",
    "biểu mẫu báo cáo giữa các cấp chưa thống nhất", "số lượng hồ sơ tăng cao vào cuối kỳ", "một số địa bàn chưa phủ sóng thông tin di động",
)  # fmt: skip
MEASURES = (
    "phân công một lãnh đạo trực tiếp theo dõi, chịu trách nhiệm về tiến độ", "rà soát, thu hồi tài khoản không còn sử dụng",
    "công khai kết quả thực hiện của từng bộ phận hằng tuần", "bố trí công chức hướng dẫn người dân ngay tại bộ phận một cửa",
    "kiểm tra việc sao lưu dữ liệu ít nhất mỗi tháng một lần", "cử người đầu mối thường trực tiếp nhận và xử lý vướng mắc",
    "đưa kết quả thực hiện vào tiêu chí đánh giá cuối năm", "chuẩn hóa dữ liệu trước khi kết nối", "cập nhật bản vá cho máy chủ và máy trạm",
    "lồng ghép nội dung vào chương trình họp giao ban hằng tháng", "ưu tiên kinh phí cho các xã chưa có thiết bị",
    "thay thế bản giấy bằng văn bản điện tử có ký số", "tổ chức kiểm tra đột xuất, nhắc nhở kịp thời", "báo cáo ngay khi phát sinh sự cố",
    "hoàn thành việc nhập dữ liệu lịch sử", "rút ngắn thời gian luân chuyển văn bản giữa các bộ phận",
)  # fmt: skip
ROOMS = ("Phòng họp A", "Phòng họp B", "Hội trường tầng 3", "Phòng họp trực tuyến", "Hội trường lớn", "Phòng họp số 2")
