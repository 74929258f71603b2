/* VS Code's own protocol library against the real server, which TIPTOE names. */
import * as assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import {
    createProtocolConnection,
    DidOpenTextDocumentNotification,
    ExitNotification,
    HoverRequest,
    InitializedNotification,
    InitializeRequest,
    PublishDiagnosticsNotification,
    PublishDiagnosticsParams,
    ShutdownRequest,
    StreamMessageReader,
    StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

const program = process.env.TIPTOE;

test('findings and hovers come through', { skip: !program, timeout: 60000 }, async () => {
    const server = spawn(program!, ['lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createProtocolConnection(
        new StreamMessageReader(server.stdout),
        new StreamMessageWriter(server.stdin),
    );
    const published = new Promise<PublishDiagnosticsParams>((resolve) =>
        connection.onNotification(PublishDiagnosticsNotification.type, resolve),
    );
    connection.listen();
    const { capabilities } = await connection.sendRequest(InitializeRequest.type, {
        processId: process.pid,
        rootUri: null,
        workspaceFolders: null,
        capabilities: { textDocument: { publishDiagnostics: { codeDescriptionSupport: true } } },
        initializationOptions: { docs: 'tiptoe:{rule}.md' },
    });
    assert.equal(capabilities.hoverProvider, true);
    await connection.sendNotification(InitializedNotification.type, {});
    const uri = 'untitled:Untitled-1';
    const text = 'CREATE INDEX i ON t (a);\n';
    await connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId: 'sql', version: 1, text },
    });
    const { diagnostics } = await published;
    assert.ok(diagnostics.some((each) => each.codeDescription?.href === 'tiptoe:create-index-blocks-writes.md'));
    const hover = await connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: { line: 0, character: 1 } });
    assert.match(JSON.stringify(hover), /CREATE INDEX/);
    await connection.sendRequest(ShutdownRequest.type);
    await connection.sendNotification(ExitNotification.type);
    assert.equal(await new Promise((resolve) => server.once('exit', resolve)), 0);
    connection.dispose();
});
