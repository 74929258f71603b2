import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { test } from 'node:test';

import { findBinary, Surroundings } from '../src/binary';

function make(...names: string[]): string {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tiptoe-'));
    for (const name of names) {
        const full = path.join(folder, name);
        fs.mkdirSync(path.dirname(full), { recursive: true });
        fs.writeFileSync(full, '');
        fs.chmodSync(full, 0o755);
    }
    return folder;
}

function find(more: Partial<Surroundings>) {
    return findBinary({ setting: '', home: '/nonexistent', searchPath: '', folders: [], windows: false, ...more });
}

test('the PATH is searched in its order', () => {
    const [first, second] = [make('tiptoe'), make('tiptoe')];
    assert.deepEqual(find({ searchPath: `/nonexistent:${first}:${second}` }), { path: path.join(first, 'tiptoe') });
});

test('what is no program is passed over', () => {
    const [folder, plain, good] = [make('tiptoe/x'), make('tiptoe'), make('tiptoe')];
    fs.chmodSync(path.join(plain, 'tiptoe'), 0o644);
    assert.deepEqual(find({ searchPath: `${folder}:${plain}:${good}` }), { path: path.join(good, 'tiptoe') });
});

test('a PATH entry that depends on the current folder is not used', () => {
    const folder = make('tiptoe');
    const before = process.cwd();
    process.chdir(folder);
    try {
        assert.ok('problem' in find({ searchPath: ':.' }) || !fs.existsSync('/usr/local/bin/tiptoe'));
    } finally {
        process.chdir(before);
    }
});

test("people's own bin folder is searched too", () => {
    const home = make('.local/bin/tiptoe');
    assert.deepEqual(find({ home }), { path: path.join(home, '.local/bin/tiptoe') });
});

test('the setting wins, with ~ and relative to a folder', () => {
    const home = make('x/tiptoe', 'tiptoe');
    assert.deepEqual(find({ setting: `${home}/x/tiptoe`, searchPath: home }), { path: path.join(home, 'x/tiptoe') });
    assert.deepEqual(find({ setting: '~/x/tiptoe', home }), { path: path.join(home, 'x/tiptoe') });
    assert.deepEqual(find({ setting: 'x/tiptoe', folders: ['/nonexistent', home] }), { path: path.join(home, 'x/tiptoe') });
});

test('people are told what is missing', () => {
    const wrong = find({ setting: '/nonexistent/tiptoe', searchPath: make('tiptoe') });
    assert.match('problem' in wrong ? wrong.problem : '', /tiptoe\.path is "\/nonexistent\/tiptoe"/);
});
