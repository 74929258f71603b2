#!/usr/bin/env node
// Runs the program that the platform's own package brought.
"use strict";

const { spawn } = require("child_process");

const platform = `${process.platform}-${process.arch}`;
const supported = ["linux-x64"];

function fail(...lines) {
    process.stderr.write(lines.map((line) => `tiptoe: ${line}\n`).join(""));
    process.exit(2);
}

function program() {
    if (!supported.includes(platform)) {
        fail(
            `there is no program for ${platform} on npm yet, only for ${supported.join(", ")}`,
            "it can be built from source there: see the README of tiptoe, \"Install\"",
        );
    }
    try {
        return require.resolve(`tiptoe-${platform}/bin/tiptoe`);
    } catch {
        return fail(
            `the package tiptoe-${platform}, which has the program, is not installed`,
            "npm leaves it out with --omit=optional or --no-optional, or when node_modules came from another",
            "platform; install again without: npm install tiptoe",
        );
    }
}

const child = spawn(program(), process.argv.slice(2), { stdio: "inherit" });
// What ends us ends it; a terminal's Ctrl-C reaches both by itself.
for (const signal of ["SIGTERM", "SIGHUP", "SIGINT"]) {
    process.on(signal, () => child.kill(signal));
}
child.on("error", (error) => fail(`the program cannot be run: ${error.message}`));
child.on("exit", (status, signal) => {
    if (signal === null) {
        process.exitCode = status;
        return;
    }
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
});
