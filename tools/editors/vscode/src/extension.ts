/* Runs "tiptoe lsp"; all that it knows is the server's. */
import { execFile } from 'node:child_process';
import * as os from 'node:os';
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';

import { findBinary } from './binary';

let client: LanguageClient | undefined;

function locate() {
    return findBinary({
        setting: vscode.workspace.getConfiguration('tiptoe').get('path', ''),
        home: os.homedir(),
        searchPath: process.env.PATH ?? '',
        folders: (vscode.workspace.workspaceFolders ?? []).map((each) => each.uri.fsPath),
        windows: process.platform === 'win32',
    });
}

async function start(): Promise<void> {
    const found = locate();
    if ('problem' in found) {
        const open = 'Open Settings';
        if ((await vscode.window.showErrorMessage(found.problem, open)) === open) {
            await vscode.commands.executeCommand('workbench.action.openSettings', 'tiptoe.path');
        }
        return;
    }
    const settings = vscode.workspace.getConfiguration('tiptoe');
    client = new LanguageClient(
        'tiptoe',
        'tiptoe',
        { command: found.path, args: ['lsp'] },
        {
            documentSelector: ['sql', 'postgres', 'pgsql'].map((language) => ({ language })),
            initializationOptions: {
                docs: 'tiptoe:{rule}.md',
                effects: settings.get('effects'),
                debounce: settings.get('debounce'),
            },
        },
    );
    await client.start();
}

async function stop(): Promise<void> {
    const running = client;
    client = undefined;
    await running?.stop();
}

async function restart(): Promise<void> {
    await stop();
    await start();
}

/* The page behind a finding's rule: tiptoe:column-renamed.md */
function explain(uri: vscode.Uri): Promise<string> {
    const found = locate();
    const rule = uri.path.replace(/\.md$/, '');
    if ('problem' in found || !/^[a-z0-9-]+$/.test(rule)) {
        return Promise.resolve('problem' in found ? found.problem : `There is no rule "${rule}".`);
    }
    return new Promise((resolve) => {
        execFile(found.path, ['explain', rule], (error, stdout, stderr) => resolve(error ? stderr : stdout));
    });
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
    context.subscriptions.push(
        vscode.workspace.registerTextDocumentContentProvider('tiptoe', { provideTextDocumentContent: explain }),
        vscode.commands.registerCommand('tiptoe.restart', restart),
        vscode.workspace.onDidChangeConfiguration(async (event) => {
            if (event.affectsConfiguration('tiptoe.path')) {
                await restart();
            }
        }),
    );
    await start();
}

export function deactivate(): Promise<void> {
    return stop();
}
