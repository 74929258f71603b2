"""Archives that are the same bytes for the same files."""
import gzip
import hashlib
import io
import os
import tarfile


def packed(data, date=0):
    """As gzip -9n does it."""
    out = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=out, mtime=date) as file:
        file.write(data)
    return out.getvalue()


def write_tar_gz(path, top, files, date):
    """Files are {name: bytes}; those in a folder "bin" can be run."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name in sorted(files):
            entry = tarfile.TarInfo(f"{top}/{name}")
            entry.size, entry.mtime = len(files[name]), date
            entry.mode = 0o755 if os.path.basename(os.path.dirname(name)) == "bin" else 0o644
            tar.addfile(entry, io.BytesIO(files[name]))
    with open(path, "wb") as file:
        file.write(packed(out.getvalue()))


def write_sums(folder):
    """What sha256sum --check reads."""
    lines = []
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            lines.append(f"{hashlib.sha256(file.read()).hexdigest()}  {name}\n")
    with open(os.path.join(folder, "SHA256SUMS"), "w", encoding="utf-8") as file:
        file.writelines(lines)
