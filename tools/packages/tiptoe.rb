# For Homebrew, on macOS and Linux: brew install --formula ./tiptoe.rb
# Untested: nobody has built it there yet. The address and its checksum are a release's own.
class Tiptoe < Formula
  desc "Static safety analyzer for PostgreSQL migrations"
  homepage "https://github.com/OWNER/tiptoe"
  url "https://github.com/OWNER/tiptoe/archive/refs/tags/v0.1.0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "MIT"

  depends_on "meson" => :build
  depends_on "ninja" => :build
  depends_on "pkgconf" => :build
  depends_on "scdoc" => :build
  depends_on "cjson"
  depends_on "libpg_query"
  depends_on "libyaml"
  uses_from_macos "expat"

  def install
    system "meson", "setup", "build", "-Db_lto=true", *std_meson_args
    system "meson", "compile", "-C", "build"
    system "meson", "install", "-C", "build"
  end

  test do
    (testpath/"1.sql").write "CREATE INDEX users_email ON users (email);\n"
    assert_match "create-index-blocks-writes", shell_output("#{bin}/tiptoe check 1.sql", 1)
  end
end
