/* The extension with stand-ins for VS Code and its client, which can't be had here. */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import Module = require('node:module');
import * as os from 'node:os';
import * as path from 'node:path';
import { beforeEach, test } from 'node:test';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tiptoe-'));
const program = path.join(folder, 'tiptoe');
fs.writeFileSync(program, '#!/bin/sh\necho "$@"\n');
fs.chmodSync(program, 0o755);

let settings: Record<string, unknown> = {};
let started: { command: string; options: any }[] = [];
let stopped = 0;
let errors: string[] = [];
let onChange: (event: { affectsConfiguration(name: string): boolean }) => Promise<void>;
let explain: (uri: { path: string }) => Promise<string>;

class LanguageClient {
    constructor(_id: string, _name: string, private server: { command: string; args: string[] }, private options: unknown) {}
    async start() {
        started.push({ command: [this.server.command, ...this.server.args].join(' '), options: this.options });
    }
    async stop() {
        stopped++;
    }
}

const vscode = {
    workspace: {
        workspaceFolders: undefined,
        getConfiguration: () => ({ get: (name: string, otherwise: unknown) => settings[name] ?? otherwise }),
        registerTextDocumentContentProvider: (_scheme: string, provider: any) => {
            explain = provider.provideTextDocumentContent;
            return {};
        },
        onDidChangeConfiguration: (listener: typeof onChange) => {
            onChange = listener;
            return {};
        },
    },
    commands: { registerCommand: () => ({}), executeCommand: async () => undefined },
    window: {
        showErrorMessage: async (message: string) => {
            errors.push(message);
            return undefined;
        },
    },
};

const loader = Module as unknown as { _load(name: string, ...more: unknown[]): unknown };
const load = loader._load;
loader._load = (name, ...more) =>
    name === 'vscode' ? vscode : name === 'vscode-languageclient/node' ? { LanguageClient } : load(name, ...more);
// eslint-disable-next-line
const { activate, deactivate } = require('../src/extension') as typeof import('../src/extension');

beforeEach(async () => {
    await deactivate();
    [settings, started, stopped, errors] = [{ path: program, effects: 'off', debounce: 20 }, [], 0, []];
});

const context = () => ({ subscriptions: [] }) as any;

test('the server is started with its settings', async () => {
    const own = context();
    await activate(own);
    assert.equal(started[0].command, `${program} lsp`);
    assert.deepEqual(started[0].options.initializationOptions, { docs: 'tiptoe:{rule}.md', effects: 'off', debounce: 20 });
    assert.ok(own.subscriptions.length > 0);
});

test('a program that is missing is told, and found once it is named', async () => {
    settings.path = '/nonexistent';
    await activate(context());
    assert.equal(started.length, 0);
    assert.match(errors[0], /tiptoe\.path/);
    settings.path = program;
    await onChange({ affectsConfiguration: (name) => name === 'tiptoe.path' });
    assert.equal(started.length, 1);
});

test('other settings do not restart it: the server asks for them', async () => {
    await activate(context());
    await onChange({ affectsConfiguration: (name) => name === 'tiptoe.effects' });
    assert.deepEqual([started.length, stopped], [1, 0]);
});

test('it is stopped with the editor', async () => {
    await activate(context());
    await deactivate();
    assert.equal(stopped, 1);
});

test('the page of a rule is what the program says', async () => {
    await activate(context());
    assert.equal(await explain({ path: 'column-renamed.md' }), 'explain column-renamed\n');
    assert.match(await explain({ path: '--help; rm.md' }), /no rule/);
});
