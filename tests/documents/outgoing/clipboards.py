"""What two office programs put on the clipboard of one small document, written after their manner."""

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-size:14.0pt; mso-fareast-font-family:"Times New Roman";} @list l0:level1 {mso-level-text:"%1\\."} --></style></head>
<body lang=EN-US style='tab-interval:36.0pt'><!--StartFragment-->
<table class=MsoTableGrid border=0 cellspacing=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'><tr style='mso-yfti-irow:0'>
<td width=200 valign=top><p class=MsoNormal align=center><b>SỞ THỬ NGHIỆM A<o:p></o:p></b></p><p class=MsoNormal>Số: &nbsp;&nbsp;/STNA-CN</p></td>
<td width=300><p class=MsoNormal align=center><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<o:p></o:p></b></p></td></tr></table>
<p class=MsoNormal style='text-align:justify;text-indent:1.0cm'><span lang=VI style='font-size:14.0pt;mso-ansi-language:VI'>Thực hiện <i>Kế hoạch</i>
số 12/KH-UBND, Sở đề nghị:<o:p></o:p></span></p>
<p class=MsoNormal align=center><b style='mso-bidi-font-weight:normal'><span style='font-size:14.0pt'>NỘI DUNG PHỐI HỢP<o:p></o:p></span></b></p>
<h1>Điều 1. Phạm vi</h1>
<p class=MsoListParagraphCxSpFirst style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-bidi-font-family:"Times New Roman"'><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>Rà soát số liệu<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>a.<span>&nbsp; </span></span><![endif]>Dịch vụ công;</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>b)<span>&nbsp; </span></span><![endif]>Văn bản điện tử.</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp; </span></span></span><![endif]>Gửi trước ngày 15<o:p></o:p></p>
<table class=MsoTableGrid border=1><tr><td rowspan=2><p class=MsoNormal><b>STT</b></p></td><td colspan=2><p class=MsoNormal><b>Kết quả</b></p></td></tr>
<tr><td><p class=MsoNormal>Quý I</p></td><td><p class=MsoNormal>Quý II</p><p class=MsoNormal>(ước)</p></td></tr>
<tr><td><p>1</p></td><td><p>12|5</p></td><td><p>20</p></td></tr></table>
<p class=MsoNormal><span class=MsoCommentReference><a href="#_msocom_1">[A1]</a></span><del cite="mailto:a">chữ đã xóa</del><ins>Trân trọng<span style='mso-spacerun:yes'>&nbsp; </span>cảm ơn.</ins></p>
<p class=MsoNormal style='mso-hide:all'>ẩn</p><script>alert(1)</script>
<!--EndFragment--></body></html>"""

WORD_TYPED = """Thực hiện Kế hoạch số 12/KH-UBND, Sở đề nghị:
**NỘI DUNG PHỐI HỢP**
Điều 1. Phạm vi
1. Rà soát số liệu
a) Dịch vụ công;
b) Văn bản điện tử.
- Gửi trước ngày 15

| STT | Kết quả |  |
|  | Quý I | Quý II (ước) |
| 1 | 12/5 | 20 |

Trân trọng cảm ơn."""

LIBREOFFICE = """<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title>
<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/><style type="text/css">p { line-height: 115% } td p { orphans: 0 }</style></head>
<body lang="vi-VN" link="#000080" dir="ltr"><p align="center" style="line-height: 100%"><b>I. TÌNH HÌNH CHUNG</b></p>
<p>Đoạn thứ nhất,<br/>
dòng thứ hai.</p>
<ol start="3"><li><p style="line-height: 100%">Việc thứ ba</p>
<ol type="a"><li><p>Phần đầu;</p></li><li><p>Phần sau.</p></li></ol></li><li><p>Việc thứ tư</p></li></ol>
<ul><li><p>Gạch đầu dòng</p></li></ul>
<p>– Gạch gõ tay</p>
<table width="100%" cellpadding="4" cellspacing="0"><thead><tr valign="top"><th><p>TT</p></th><th><p><b>Nội dung</b></p></th></tr></thead>
<tbody><tr><td><p>1</p></td><td><p>Một <table><tr><td>lồng</td><td>nhau</td></tr></table></p></td></tr></tbody></table></body></html>"""

LIBREOFFICE_TYPED = """I. TÌNH HÌNH CHUNG
Đoạn thứ nhất,
dòng thứ hai.
3. Việc thứ ba
a) Phần đầu;
b) Phần sau.
4. Việc thứ tư
- Gạch đầu dòng
- Gạch gõ tay

| TT | Nội dung |
| 1 | Một lồng nhau |"""
