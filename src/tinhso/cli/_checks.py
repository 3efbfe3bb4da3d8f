"""What `doctor` looks at: each check says what it found and, when it is not well, what to do."""

from __future__ import annotations

import ctypes
import os
import shutil
import smtplib
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
from cryptography import x509

from tinhso.config import environment
from tinhso.documents.incoming.proposals.reading import has_ocr
from tinhso.engines import heartbeat, nights
from tinhso.engines.postgres import Engine
from tinhso.kit import clock, fonts
from tinhso.kit.errors import Refusal, unforeseen
from tinhso.signing.custody.unkept import Unkept, unkept

GIGA = 1024**3
EXPIRES_SOON = timedelta(days=60)
OPTIONAL = {
    "chromium": ("kiểm thử giao diện", "browser tests", "apt install chromium"),
    "tesseract": ("nhận dạng chữ bản quét", "text of scans", "apt install tesseract-ocr tesseract-ocr-vie"),
    "clamdscan": ("quét mã độc", "malware scan", "apt install clamav-daemon clamdscan"),
}


@dataclass(frozen=True)
class Finding:
    """`status`: ok, warn (works, look at it) or bad (required and broken). `fix_*` is empty when all is well."""

    check: str
    status: str
    vi: str
    en: str
    fix_vi: str = ""
    fix_en: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def examine(data: Path) -> Iterator[Finding]:
    """Every finding, in a fixed order; one broken check does not hide the others."""
    checks: list[tuple[str, Callable[[Path], Iterator[Finding]]]] = [
        ("settings", settings), ("login", login), ("engine", engine), ("worker", worker), ("ledger", ledger), ("disk", disk), ("backups", backups), ("clock", the_clock),
        ("fonts", the_fonts), ("mail", mail), ("programs", programs), ("certificates", certificates), ("custody", custody),
    ]  # fmt: skip
    for name, check in checks:
        try:
            yield from check(data)
        except Refusal as refusal:
            yield Finding(name, "bad", refusal.vi, refusal.en, refusal.vi, refusal.en)
        except Exception as error:  # a doctor must not die of what he finds
            said = unforeseen(error)
            yield Finding(name, "bad", said.vi, said.en, f"Xem {data}/logs.", f"See {data}/logs.")


def settings(data: Path) -> Iterator[Finding]:
    environment.read()
    yield Finding("settings", "ok", "Mọi biến TINHSO_* hợp lệ.", "All TINHSO_* variables are valid.")


def login(data: Path) -> Iterator[Finding]:
    """A password alone opens what a second factor is demanded for nowhere."""
    found = environment.read({**os.environ, "TINHSO_DATA": str(data)})
    if found.second_factor == "optional" and not found.demo:
        yield Finding("login", "warn", "Không ai bắt buộc có bước thứ hai: chỉ cần lộ mật khẩu quản trị là mất hệ thống.",
                      "A second factor is demanded of nobody: an administrator's password alone opens everything.",
                      "Đặt TINHSO_SECOND_FACTOR=administrators.", "Set TINHSO_SECOND_FACTOR=administrators.")  # fmt: skip
        return
    whom = {
        "optional": ("không ai (bản trình diễn)", "nobody (a demo)"),
        "administrators": ("quản trị", "administrators"),
        "all": ("mọi người", "everybody"),
    }
    vi, en = whom[found.second_factor]
    yield Finding("login", "ok", f"Bước thứ hai bắt buộc với: {vi}.", f"A second factor is demanded of: {en}.")


def engine(data: Path) -> Iterator[Finding]:
    found = Engine(data)
    if not found.exists():
        yield Finding("engine", "bad", f"Chưa có hệ thống trong {data}.", f"There is no instance in {data}.",
                      f"Chạy: tinhso init {data}", f"Run: tinhso init {data}")  # fmt: skip
        return
    with found.running(wait=15.0), found.connect("web") as connection:
        version = connection.info.server_version // 10000
        kind = ("nhúng", "embedded") if found.embedded else ("ngoài", "external")
        yield Finding("engine", "ok", f"PostgreSQL {version} ({kind[0]}) trả lời.",
                      f"PostgreSQL {version} ({kind[1]}) answers.")  # fmt: skip


def worker(data: Path) -> Iterator[Finding]:
    age = heartbeat.age(data, "worker")
    if age is not None and age <= heartbeat.MISSED:
        yield Finding("worker", "ok", f"Nhịp gần nhất {age:.0f} giây trước.", f"Last beat {age:.0f} s ago.")
        return
    if _worker_elsewhere(Engine(data)):
        yield Finding("worker", "ok", "Có tiến trình nền trên máy khác.", "A worker runs on another machine.")
        return
    serving = _serving(data)
    yield Finding("worker", "bad" if serving else "warn", "Tiến trình nền không chạy.", "The worker is not running.",
                  f"Xem {data}/logs/worker.log" if serving else "Chạy: tinhso serve",
                  f"See {data}/logs/worker.log" if serving else "Run: tinhso serve")  # fmt: skip


def _serving(data: Path) -> bool:
    age = heartbeat.age(data, "serve")
    return age is not None and age <= heartbeat.MISSED


def _worker_elsewhere(found: Engine) -> bool:
    if found.embedded:
        return False
    try:
        with found.connect("worker", connect_timeout=5) as connection:
            row = connection.execute(
                "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '30 seconds'"
            ).fetchone()
    except psycopg.Error:
        return False
    return bool(row and row[0])


def ledger(data: Path) -> Iterator[Finding]:
    """Rows not chained are rows nothing protects; and heads without their key can never be judged."""
    from tinhso.core.ledger.heads import heads_file, kept_key
    from tinhso.core.ledger.waiting import QUERY, Waiting

    found = Engine(data)
    if not found.exists():
        return
    with found.running(wait=15.0), found.connect("admin") as connection:
        if connection.execute("SELECT to_regclass('ledger_unchained')").fetchone() == (None,):
            return
        row = connection.execute(QUERY).fetchone()
    left = Waiting(*row) if row else Waiting(0, None)
    if heads_file(data).exists() and kept_key(data) is None:
        yield Finding("ledger", "bad", "Thiếu khóa secrets/ledger.key: không xét được đầu chuỗi bằng chứng đã ghi.",
                      "The key secrets/ledger.key is missing: the heads written so far cannot be judged.",
                      "Lấy lại khóa từ bản sao lưu.", "Bring it back from a backup.")  # fmt: skip
    for fault in left.faults():
        yield Finding("ledger", "bad" if _serving(data) else "warn", fault.vi, fault.en,
                      f"Tiến trình nền xâu chuỗi mỗi phút: xem {data}/logs/worker.log, hoặc chạy: tinhso ledger verify",
                      f"The worker chains every minute: see {data}/logs/worker.log, or run: tinhso ledger verify")  # fmt: skip
    if not left.late:
        yield Finding("ledger", "ok", f"{left.count} dòng bằng chứng đang đợi xâu chuỗi.",
                      f"{left.count} evidence rows wait to be chained.")  # fmt: skip


def disk(data: Path) -> Iterator[Finding]:
    place = next(path for path in (data.absolute(), *data.absolute().parents) if path.exists())
    usage = shutil.disk_usage(place)
    status = "bad" if usage.free < GIGA else "warn" if usage.free < max(5 * GIGA, usage.total // 20) else "ok"
    free, total = usage.free / GIGA, usage.total / GIGA
    fix = ("", "") if status == "ok" else (f"Giải phóng ổ đĩa chứa {place}.", f"Free space on the disk of {place}.")
    free_vi = f"{free:.1f}".replace(".", ",")
    yield Finding("disk", status, f"Còn {free_vi} trên {total:.0f} GB.", f"{free:.1f} of {total:.0f} GB free.", *fix)


def backups(data: Path) -> Iterator[Finding]:
    """The last night's archive, and whether it could be restored: a backup nobody ever restored is a hope."""
    folder, night = nights.folder(data), nights.last(data)
    fix = (f"Chạy: tinhso nightly --data {data}", f"Run: tinhso nightly --data {data}")
    if night is None:
        yield Finding("backups", "warn", f"Chưa có bản sao lưu đêm nào trong {folder}.", f"No nightly backup yet in {folder}.", *fix)
    elif not night.well:
        yield Finding("backups", "bad", f"Sao lưu đêm {night.at:%d/%m/%Y} không đạt: {night.vi}", f"The backup of {night.at:%Y-%m-%d} failed: {night.en}", *fix)  # fmt: skip
    elif clock.real() - night.at > nights.STALE:
        yield Finding("backups", "bad" if _serving(data) else "warn", f"Bản sao lưu gần nhất đã từ {night.at:%d/%m/%Y}.", f"The last backup is of {night.at:%Y-%m-%d}.", *fix)  # fmt: skip
    else:
        yield Finding("backups", "ok", f"{night.file}, thử khôi phục đạt lúc {clock.said(night.restored or night.at)}.",
                      f"{night.file}, restored on trial at {clock.said(night.restored or night.at)}.")  # fmt: skip


def the_clock(data: Path) -> Iterator[Finding]:
    """Numbers are taken in order of time: a clock set back would break it, a wrong year would begin a new register."""
    ahead = [path for path in (data / "engine.lock", data / "logs" / "postgres.log") if path.exists()]
    newest = max((path.stat().st_mtime for path in ahead), default=0.0)
    now = clock.real()
    if newest > now.timestamp() + 120 or now.year < 2026:
        yield Finding("clock", "bad", f"Đồng hồ máy chỉ {now:%d/%m/%Y %H:%M}, sớm hơn dữ liệu đã ghi.",
                      f"The machine's clock says {now:%Y-%m-%d %H:%M}, earlier than data already written.",
                      "Chỉnh lại giờ và bật NTP (timedatectl set-ntp true).",
                      "Set the time and switch NTP on (timedatectl set-ntp true).")  # fmt: skip
    elif not _synchronised():
        yield Finding("clock", "warn", f"{now:%d/%m/%Y %H:%M}; chưa đồng bộ với máy chủ thời gian.",
                      f"{now:%Y-%m-%d %H:%M}; not synchronised with a time server.",
                      "Bật NTP: timedatectl set-ntp true", "Switch NTP on: timedatectl set-ntp true")  # fmt: skip
    else:
        yield Finding("clock", "ok", f"{now:%d/%m/%Y %H:%M}, đã đồng bộ.", f"{now:%Y-%m-%d %H:%M}, synchronised.")


def _synchronised() -> bool:
    """What the kernel says (adjtimex returns TIME_ERROR, 5, while unsynchronised); elsewhere nothing is known."""
    if not sys.platform.startswith("linux"):
        return True
    return int(ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(512))) != 5


def the_fonts(data: Path) -> Iterator[Finding]:
    files = (fonts.SERIF, fonts.SERIF_BOLD, fonts.SERIF_ITALIC, fonts.SERIF_BOLD_ITALIC)
    if absent := [path.name for path in files if not path.is_file()]:
        yield Finding("fonts", "bad", f"Thiếu phông: {', '.join(absent)}.", f"Fonts absent: {', '.join(absent)}.",
                      "Cài lại: make env", "Install again: make env")  # fmt: skip
    else:
        yield Finding("fonts", "ok", "Liberation Serif đủ bốn kiểu.", "Liberation Serif, all four styles.")


def mail(data: Path) -> Iterator[Finding]:
    found = environment.read()
    if not found.smtp_host:
        yield Finding("mail", "warn", "Chưa đặt máy chủ thư; thông báo chỉ hiện trên hệ thống.",
                      "No mail server is set; notices appear in the application only.",
                      "Đặt TINHSO_SMTP_URL và TINHSO_MAIL_FROM.",
                      "Set TINHSO_SMTP_URL and TINHSO_MAIL_FROM.")  # fmt: skip
        return
    where = f"{found.smtp_host}:{found.smtp_port}"
    try:
        with smtplib.SMTP(found.smtp_host, found.smtp_port, timeout=5) as server:
            if found.smtp_tls:
                server.starttls()
            if found.smtp_user:
                server.login(found.smtp_user, found.smtp_password)
    except (OSError, smtplib.SMTPException) as error:
        yield Finding("mail", "warn", f"{where} không nhận: {error}", f"{where} refused: {error}",
                      "Kiểm tra TINHSO_SMTP_URL.", "Check TINHSO_SMTP_URL.")  # fmt: skip
    else:
        yield Finding("mail", "ok", f"{where} trả lời.", f"{where} answers.")


def programs(data: Path) -> Iterator[Finding]:
    for name, (vi, en, fix) in OPTIONAL.items():
        path = shutil.which(name)
        if path and name == "tesseract" and not has_ocr():
            yield Finding(name, "warn", f"{path}: thiếu dữ liệu tiếng Việt.", f"{path}: its Vietnamese data is missing.",
                          "apt install tesseract-ocr-vie", "apt install tesseract-ocr-vie")  # fmt: skip
        elif path:
            yield Finding(name, "ok", path, path)
        else:
            yield Finding(name, "warn", f"Không có (tuỳ chọn: {vi}).", f"Absent (optional: {en}).", fix, fix)


def certificates(data: Path) -> Iterator[Finding]:
    """Certificates in DATA/trust and DATA/keys; one that has ended verifies only what was signed before."""
    found = 0
    for path in sorted([*(data / "trust").rglob("*.pem"), *(data / "keys").rglob("*.pem")]):
        text = path.read_bytes()
        if b"BEGIN CERTIFICATE" not in text:
            continue
        for certificate in x509.load_pem_x509_certificates(text):
            found += 1
            left = certificate.not_valid_after_utc - clock.real()
            if left < EXPIRES_SOON:
                yield _expiring(path, certificate, ended=left < timedelta())
    if found:
        yield Finding("certificates", "ok", f"Đã xem {found} chứng thư.", f"{found} certificates looked at.")
    else:
        yield Finding("certificates", "warn", "Chưa có chứng thư gốc nào.", "No root certificates yet.",
                      f"Đặt chứng thư gốc (PEM) vào {data}/trust/roots.pem.",
                      f"Put root certificates (PEM) into {data}/trust/roots.pem.")  # fmt: skip


def _expiring(path: Path, certificate: x509.Certificate, *, ended: bool) -> Finding:
    name, day = certificate.subject.rfc4514_string(), certificate.not_valid_after_utc
    own = "keys" in path.parts
    return Finding("certificates", "bad" if ended and own else "warn",
                   f"{os.fspath(path)}: {name} {'đã hết' if ended else 'sắp hết'} hạn {day:%d/%m/%Y}.",
                   f"{os.fspath(path)}: {name} {'expired' if ended else 'expires'} on {day:%Y-%m-%d}.",
                   "Xin gia hạn hoặc thay chứng thư.", "Renew or replace the certificate.")  # fmt: skip


def custody(data: Path) -> Iterator[Finding]:
    """An agency whose key nobody keeps cannot seal (Decree 30/2020, Article 32)."""
    found = Engine(data)
    if not found.exists():
        return
    with found.running(wait=15.0), found.connect("web") as connection:
        bare = unkept(connection, clock.real())
    if not bare:
        yield Finding("custody", "ok", "Khóa của mọi cơ quan đều có người quản lý.", "Every agency's key has its keeper.")
    yield from map(_without_keeper, bare)


def _without_keeper(bare: Unkept) -> Finding:
    left_vi = f": {bare.keeper} đã thôi chức vụ lúc {clock.said(bare.until)}" if bare.keeper and bare.until else ""
    left_en = f": {bare.keeper} left the post at {clock.said(bare.until)}" if bare.keeper and bare.until else ""
    return Finding("custody", "warn", f"Khóa của {bare.agency} chưa có người quản lý{left_vi}; cơ quan chưa ký số được.",
                   f"Nobody keeps the key of {bare.agency}{left_en}; the agency cannot seal.",
                   "Giao cho văn thư theo Điều 32 Nghị định 30/2020, ghi nhận ở mục Chứng thư số.",
                   "Charge a clerk (Decree 30/2020, Article 32) and enter it under Certificates.")  # fmt: skip
