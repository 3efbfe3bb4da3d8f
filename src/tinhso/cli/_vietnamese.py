"""The help of every verb in Vietnamese, for a terminal that speaks it; the English stands with the code and is the key.

Beside Django's catalogues, because `tinhso verify` and `--help` work without Django.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

WORDS = {
    # backup, restore, upgrade
    "One consistent archive of database, files and keys, taken while the system works.":
        "Sao lưu nhất quán cơ sở dữ liệu, tệp và khoá vào một tệp, trong khi hệ thống vẫn làm việc.",
    "Write FILE: it holds the instance's secrets and is readable by its owner alone. Keep it safe.":
        "Ghi tệp FILE: trong đó có các bí mật của hệ thống, chỉ chủ tệp đọc được. Hãy giữ kỹ.",
    "The archive to write (.tar).": "Tệp sao lưu sẽ ghi (.tar).",
    "Overwrite FILE where it exists.": "Ghi đè khi FILE đã có.",
    "Back up, restore that backup elsewhere to be sure of it, and let go of the oldest; the worker runs it every night.":
        "Sao lưu, khôi phục thử bản vừa sao lưu ở nơi khác cho chắc, và bỏ bản cũ nhất; tiến trình nền chạy lệnh này mỗi đêm.",
    "Into TINHSO_BACKUP_DIR (default: DATA/backups). The exit status is 1 when anything failed; `doctor` tells it from then on.":
        "Vào TINHSO_BACKUP_DIR (mặc định: DATA/backups). Mã thoát là 1 khi có gì không đạt; từ đó `doctor` sẽ báo.",
    "Archives that stay, this one included.": "Số bản sao lưu giữ lại, kể cả bản này.",
    "Restore a backup into an empty folder; nothing is put in place before all of it was verified.":
        "Khôi phục bản sao lưu vào thư mục trống; kiểm tra xong toàn bộ mới đặt vào chỗ.",
    "Restore FILE into --data DIR, which must be empty or absent.": "Khôi phục FILE vào --data DIR, thư mục ấy phải trống hoặc chưa có.",
    "An archive made by tinhso backup.": "Tệp do tinhso backup ghi.",
    "Bring the database to the installed release, with a backup before.": "Đưa cơ sở dữ liệu lên bản đang cài, có sao lưu trước.",
    "Back up to DIR/backups, then migrate; does nothing when the database is up to date.":
        "Sao lưu vào DIR/backups rồi nâng cấp; không làm gì khi cơ sở dữ liệu đã đúng bản.",
    # demo, init, serve, doctor
    "The demo province with a working week, played before your eyes: everything embedded, nothing to configure.":
        "Tỉnh trình diễn với một tuần làm việc diễn ra trước mắt: mọi thứ có sẵn, không phải cấu hình.",
    "Make the demo instance (the first time), serve it until Ctrl-C, and print address and logins.":
        "Lập bản trình diễn (lần đầu), chạy cho đến khi bấm Ctrl-C, và in địa chỉ cùng các tài khoản.",
    "The port on 127.0.0.1.": "Cổng trên 127.0.0.1.",
    "Build and play, then end.": "Dựng và diễn xong thì dừng.",
    "Play only the first acts of the week (tests).": "Chỉ diễn những việc đầu của tuần (để kiểm thử).",
    "Make an empty instance: database, roles, tables, first administrator.":
        "Lập một hệ thống trống: cơ sở dữ liệu, vai, bảng, quản trị viên đầu tiên.",
    "Make an instance in DIR. Never prompts; the administrator's password is written to DIR/secrets/admin-password.":
        "Lập hệ thống trong DIR. Không hỏi gì; mật khẩu quản trị được ghi vào DIR/secrets/admin-password.",
    "Run again, it finishes what an interruption left undone, and otherwise changes nothing.":
        "Chạy lại thì làm nốt phần bị dở dang, ngoài ra không thay đổi gì.",
    "An empty or absent folder; the same as --data.": "Thư mục trống hoặc chưa có; cũng như --data.",
    "Run the instance: PostgreSQL, web and worker, watched and restarted.":
        "Chạy hệ thống: PostgreSQL, web và việc nền, có giám sát và tự khởi động lại.",
    "Serve until Ctrl-C or SIGTERM, then stop every child.": "Chạy cho đến khi có Ctrl-C hoặc SIGTERM, rồi dừng mọi tiến trình con.",
    "Only this part; the other may run beside it from the same folder, or elsewhere.":
        "Chỉ phần này; phần kia có thể chạy song song từ cùng thư mục, hoặc ở máy khác.",
    "Login, engine, worker, disk, clock, fonts, mail, optional programs, certificates: each with the fix.":
        "Khám đăng nhập, cơ sở dữ liệu, việc nền, ổ đĩa, đồng hồ, phông chữ, thư, chương trình tuỳ chọn, chứng thư: kèm cách sửa.",
    "Exit 1 when something required is broken; warnings leave it 0.": "Trả về 1 khi có phần bắt buộc bị hỏng; cảnh báo vẫn là 0.",
    "The instance's folder.": "Thư mục của hệ thống.",
    # documents, ledger, manage
    "Documents: `tinhso documents export` copies the issued files with a manifest, `tinhso documents check FILE` judges the form of any.":
        "Văn bản: `tinhso documents export` chép các tệp đã phát hành kèm bảng kê, `tinhso documents check FILE` xét thể thức một tệp bất kỳ.",
    "The documents of this instance, and the form of any file.": "Văn bản của hệ thống này, và thể thức của một tệp bất kỳ.",
    "Copy every issued file with its annexes into DIR and write manifest.json with their SHA-256 last.":
        "Chép mọi tệp đã phát hành cùng phụ lục vào DIR, sau cùng ghi manifest.json với SHA-256 của chúng.",
    "Exit 1 where files are absent from the store or damaged: the others are copied, the manifest lists what is wanting.":
        "Trả về 1 khi có tệp không còn trong kho hoặc đã hỏng: các tệp khác vẫn được chép, bảng kê ghi rõ tệp thiếu.",
    "Judge the form of FILE against Appendix I of Decree 30/2020; needs no instance, no database. Of a .docx set-up and styles only.":
        "Xét thể thức của FILE theo Phụ lục I Nghị định 30/2020; không cần hệ thống, cơ sở dữ liệu. Tệp .docx chỉ xét khổ giấy, lề và kiểu chữ.",
    "Exit 0 it conforms, 1 it does not, 2 it was not judged (unreadable, a scan); 64 a wrong command line.":
        "Trả về 0 đúng thể thức, 1 sai thể thức, 2 không xét được (không đọc được, bản quét); 64 sai dòng lệnh.",
    "A PDF or a .docx.": "Một tệp PDF hoặc .docx.",
    "An empty or absent folder.": "Thư mục trống hoặc chưa có.",
    "One agency by its identifier; default all.": "Một cơ quan theo mã định danh; mặc định là tất cả.",
    "Evidence: `tinhso ledger verify` recomputes the chain and compares it with the heads kept outside the database.":
        "Bằng chứng: `tinhso ledger verify` tính lại chuỗi và so với các điểm chốt giữ ngoài cơ sở dữ liệu.",
    "The register of every act.": "Sổ ghi mọi việc.",
    "Exit 0 when nothing was altered, removed, reordered or cut, and nothing waited longer than 10 minutes to be chained;"
    " 1 with the first 20 faults and how many more. What waited is told, then chained.":
        "Trả về 0 khi không có gì bị sửa, xoá, đảo hay cắt, và không dòng nào đợi xâu chuỗi quá 10 phút;"
        " 1 kèm 20 chỗ sai đầu tiên và số chỗ sai còn lại. Dòng đang đợi được kể ra rồi xâu chuỗi.",
    "Run a Django management command as one of the database roles (for developers).":
        "Chạy một lệnh quản trị của Django dưới một vai cơ sở dữ liệu (cho người phát triển).",
    "tinhso manage [--data DIR] [--role ROLE] COMMAND ARGS… (options of ours come first)":
        "tinhso manage [--data DIR] [--role ROLE] LỆNH THAM_SỐ… (tuỳ chọn của ta đứng trước)",
    "admin, owner, web or worker": "admin, owner, web hoặc worker",
    # sign, verify
    "`tinhso sign FILE --key K.p12 --out F`: a PAdES signature on a PDF; the passphrase comes by prompt or file, never on the line.":
        "`tinhso sign FILE --key K.p12 --out F`: ký PAdES lên một PDF; mật khẩu được hỏi hoặc đọc từ tệp, không viết trên dòng lệnh.",
    "Sign a PDF; earlier signatures in it stay valid (of a hybrid file signed elsewhere, `verify` leaves them open).":
        "Ký một PDF; các chữ ký có trước vẫn còn giá trị (của tệp lai đã ký ở nơi khác thì `verify` để ngỏ).",
    "A hybrid file, as Word makes them, is written anew in plain form before its first signature.":
        "Tệp lai như Word tạo ra được ghi lại ở dạng thường trước chữ ký đầu tiên.",
    "The PDF to sign.": "Tệp PDF cần ký.",
    "Key and certificate (PKCS#12: .p12, .pfx).": "Khoá và chứng thư (PKCS#12: .p12, .pfx).",
    "Where the signed PDF goes.": "Nơi ghi tệp PDF đã ký.",
    "A file whose first line is the passphrase.": "Tệp có dòng đầu là mật khẩu.",
    "The reason written into the signature.": "Lý do ghi trong chữ ký.",
    "Overwrite what is there under the name of --out.": "Ghi đè tệp đã có dưới tên ở --out.",
    "`tinhso verify FILE`: a verdict per signature of a PDF; needs no instance, no database, no Django.":
        "`tinhso verify FILE`: kết luận về từng chữ ký của một PDF; không cần hệ thống, cơ sở dữ liệu hay Django.",
    "Exit 0 PASSED, 1 FAILED, 2 INDETERMINATE, 3 UNSIGNED; 64 where nothing was judged: a wrong command line, setting or --trust.":
        "Trả về 0 ĐẠT, 1 KHÔNG ĐẠT, 2 CHƯA ĐỦ CĂN CỨ, 3 KHÔNG CÓ CHỮ KÝ; 64 khi chưa xét được: sai dòng lệnh, cài đặt hoặc --trust.",
    "A PDF.": "Một tệp PDF.",
    "The report as JSON.": "Báo cáo dạng JSON.",
    "Trusted are the roots of --trust, else trust/roots.pem of the instance that --data names; without either no chain is.":
        "Tin các chứng thư gốc của --trust, không có thì trust/roots.pem của hệ thống nêu ở --data; thiếu cả hai thì không tin chuỗi nào.",
    "--data is taken as everywhere; nothing is read there.":
        "Nhận --data như mọi lệnh; không đọc gì ở đó.",
    "Trusted roots (PEM); *.crl beside it are revocation lists.": "Chứng thư gốc được tin (PEM); *.crl bên cạnh là danh sách thu hồi.",
    "Judge integrity, coverage and later changes only.": "Chỉ xét tính toàn vẹn, phạm vi ký và thay đổi về sau.",
    "Show this message and exit.": "Hiện hướng dẫn này.",
}  # fmt: skip
_PANELS = {
    "ARGUMENTS_PANEL_TITLE": "Tham số", "OPTIONS_PANEL_TITLE": "Tuỳ chọn", "COMMANDS_PANEL_TITLE": "Lệnh",
    "DEFAULT_STRING": "[mặc định: {}]", "ENVVAR_STRING": "[biến môi trường: {}]", "REQUIRED_LONG_STRING": "[bắt buộc]",
}  # fmt: skip


def wanted() -> bool:
    """Whether the terminal's language is Vietnamese: LANGUAGE, then LC_ALL, LC_MESSAGES, LANG, as gettext asks."""
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    return next((value for name in names if (value := os.environ.get(name))), "").lower().startswith("vi")


def said(text: str) -> str:
    """Each paragraph in Vietnamese; what has none stays as it is."""
    return "\n\n".join(WORDS.get(" ".join(part.split()), part) for part in text.split("\n\n"))


def translate(command: Any) -> None:
    """Put the Vietnamese help into a command of typer's, its parameters and its commands."""
    from typer import Context, rich_utils

    for name, text in _PANELS.items():
        setattr(rich_utils, name, text)
    for part in every(command):
        part.help = said(part.help or "") or None
        english = part.get_usage
        part.get_usage = lambda context, english=english: english(context).replace("Usage:", "Cách dùng:", 1)
        for parameter in (*part.params, part.get_help_option(Context(part))):
            if getattr(parameter, "help", None):
                parameter.help = said(parameter.help)


def every(command: Any) -> Iterator[Any]:
    yield command
    yield from getattr(command, "commands", {}).values()


def mistake(error: Any) -> str:
    """What is wrong with a command line, as the middle of a sentence; empty for the unusual."""
    parameter, text = getattr(error, "param", None), error.format_message()
    name = (
        ""
        if parameter is None
        else "/".join(parameter.opts)
        if parameter.param_type_name == "option"
        else parameter.metavar or str(parameter.name).upper()
    )
    match type(error).__name__:
        case "MissingParameter":
            return f"thiếu {name}"
        case "NoSuchOption":
            return f"không có tuỳ chọn {error.option_name}"
        case "BadParameter" if name:
            return f"giá trị của {name} không dùng được"
        case "BadOptionUsage":
            return f"tuỳ chọn {error.option_name} thiếu giá trị hoặc thừa giá trị"
        case "UsageError" if "extra argument" in text:
            return f"thừa tham số {text.partition('(')[2].rpartition(')')[0].rpartition('(')[2]}"
        case "UsageError" if "No such command" in text:
            return "không có lệnh con này"
    return ""
