# For Nix, from a checkout: nix-build tools/packages
# Untested: nobody has built it there yet.
{ pkgs ? import <nixpkgs> { } }:

pkgs.stdenv.mkDerivation {
  pname = "tiptoe";
  version = "0.1.0";
  src = pkgs.lib.cleanSource ../..;

  nativeBuildInputs = with pkgs; [ meson ninja pkg-config python3 scdoc ];
  buildInputs = with pkgs; [ cjson expat libpg_query libyaml ];
  mesonFlags = [ "-Db_lto=true" ];
  postPatch = "patchShebangs tools testdata";

  meta = {
    description = "Static safety analyzer for PostgreSQL migrations";
    license = pkgs.lib.licenses.mit;
    mainProgram = "tiptoe";
    platforms = pkgs.lib.platforms.unix;
  };
}
