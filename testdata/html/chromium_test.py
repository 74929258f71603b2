#!/usr/bin/env python3
"""Looks at pages as a browser shows them, and leaves pictures of them: chromium_test.py TIPTOE PICTURES"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../report"))
from judging import check, finish, judge, output, same  # noqa: E402
from pages import GOOSE, HOSTILE, write  # noqa: E402

SKIPPED = 77
DARK, LIGHT = 0, 1  # Blink's PreferredColorScheme
WIDE, NARROW = 1400, 500  # narrower than that, no headless window gets
LEAST_WIDE = 1200  # above this, findings stand beside statements
# Tells what a reader would stumble over. The page itself may not run it, so it goes into a copy.
LOOK = """
<script>
function channels(text) {
  const found = text.match(/[\\d.]+/g).map(Number);
  return found.length === 3 || found[3] > 0 ? found.slice(0, 3) : null;
}
function luminance(color) {
  const [r, g, b] = color.map(c => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function ground(element) {
  for (; element; element = element.parentElement) {
    const color = channels(getComputedStyle(element).backgroundColor);
    if (color) return color;
  }
  return [255, 255, 255];
}
function contrast(element) {
  const [a, b] = [channels(getComputedStyle(element).color), ground(element)].map(luminance).sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}
window.addEventListener('load', () => {
  const seen = {cut: [], faint: [], texts: 0, colors: {}, title: document.title,
                loaded: performance.getEntriesByType('resource').length,
                wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
                ground: ground(document.body), shown: document.querySelector('thead').getBoundingClientRect().height > 2,
                beside: false, width: innerWidth};
  for (const element of document.querySelectorAll('body *:not(script)')) {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    if (!own || element.closest('thead') && !seen.shown || style.display === 'none' || box.width === 0) continue;
    seen.texts++;
    const range = document.createRange();
    range.selectNodeContents(element);
    const text = range.getBoundingClientRect();
    const blank = element.tagName === 'PRE' ? 12 : 1;  // one hangs over where a line was broken
    if (text.right > innerWidth + 1 || text.left < -1 || text.right > box.right + blank && style.display !== 'inline' ||
        style.overflow === 'hidden')
      seen.cut.push(element.textContent.slice(0, 60));
    if (contrast(element) < 4.5) seen.faint.push([contrast(element), element.textContent.slice(0, 60)]);
  }
  for (const name of ['reads', 'writes', 'ddl', 'nobody'])
    seen.colors[name] = getComputedStyle(document.querySelector('.legend .' + name)).backgroundColor;
  const told = document.querySelector('td.told'), sql = told && told.parentElement.querySelector('td.sql');
  seen.beside = told !== null && told.getBoundingClientRect().left >= sql.getBoundingClientRect().right - 1;
  document.head.textContent = '';
  document.body.textContent = 'seen:' + JSON.stringify(seen) + ':seen';
});
</script>
"""


class Browser:
    def __init__(self, folder, program):
        self.folder, self.program = folder, program

    def run(self, page, scheme, width, *options):
        """Root may not have a sandbox; the page is our own, and runs nothing."""
        done = subprocess.run(
            [self.program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
             "--no-first-run", "--disable-extensions", f"--user-data-dir={self.folder}/profile",
             f"--blink-settings=preferredColorScheme={scheme}", f"--window-size={width},3000", *options, "file://" + page],
            env={"PATH": os.environ["PATH"], "HOME": self.folder}, capture_output=True, timeout=200, check=False)
        check("the browser runs", done.returncode == 0, done.stderr[-500:])
        return done.stdout.decode("utf-8", "replace")

    def look(self, page, scheme, width):
        with open(page, encoding="utf-8") as file:
            text = file.read()
        watched = page.removesuffix(".html") + "-watched.html"
        with open(watched, "w", encoding="utf-8") as file:
            file.write(re.sub("<meta http-equiv[^>]*>", "", text).replace("</head>", LOOK + "</head>"))
        found = re.search("seen:(.*):seen", self.run(watched, scheme, width, "--dump-dom"), re.S)
        judge(found is not None, f"{page}: nothing was seen")
        return json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")) if found else None

    def judge(self, page, scheme, width):
        seen = self.look(page, scheme, width)
        name = f"{os.path.basename(page)}, {'dark' if scheme == DARK else 'light'}, {width}"
        if not seen:
            return
        same(seen["cut"], [], f"{name}: cut off")
        same(seen["faint"], [], f"{name}: too little contrast")
        same((seen["wider"], seen["loaded"], seen["title"]), (0, 0, "tiptoe: what migrations block"), f"{name}: width, loads, title")
        judge(seen["texts"] > 40, f"{name}: {seen['texts']} texts")
        same(len(set(seen["colors"].values())), 4, f"{name}: colours")
        same((seen["beside"], seen["shown"]), (width != NARROW, width != NARROW), f"{name}: findings beside")
        same(max(seen["ground"]) < 100, scheme == DARK, f"{name}: ground")

    def picture(self, page, scheme, width, path):
        self.run(page, scheme, width, f"--screenshot={path}")
        with open(path, "rb") as file:
            head = file.read(24)
        same((head[:8], int.from_bytes(head[16:20], "big")), (b"\x89PNG\r\n\x1a\n", width), f"{path}: a picture")


def main(tiptoe, pictures):
    program = shutil.which("chromium")
    if not program:
        print("chromium is not here; tools/setup --test installs it, where Debian has it")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        write(folder, {**GOOSE, **HOSTILE})
        browser = Browser(folder, program)
        for name in ("m", "h"):
            page = os.path.join(folder, name + ".html")
            with open(page, "w", encoding="utf-8") as file:
                file.write(output(tiptoe, "check", "--format", "html", name))
            for scheme, width in ((LIGHT, WIDE), (DARK, NARROW)):
                browser.judge(page, scheme, width)
        browser.judge(os.path.join(folder, "m.html"), DARK, WIDE)
        browser.judge(os.path.join(folder, "h.html"), LIGHT, LEAST_WIDE)
        os.makedirs(pictures, exist_ok=True)
        for scheme, width in ((LIGHT, WIDE), (DARK, NARROW)):
            path = os.path.join(pictures, f"page-{'dark' if scheme == DARK else 'light'}-{width}.png")
            browser.picture(os.path.join(folder, "m.html"), scheme, width, path)
        os.chdir("/")
    return finish()


if __name__ == "__main__":
    sys.exit(main(*(os.path.abspath(each) for each in sys.argv[1:])))
