/* Where the program is. */
import * as fs from 'node:fs';
import * as path from 'node:path';

export interface Surroundings {
    /* The setting tiptoe.path */
    setting: string;
    home: string;
    searchPath: string;
    /* Folders that a relative setting may be meant from */
    folders: string[];
    windows: boolean;
}

function isProgram(file: string): boolean {
    try {
        fs.accessSync(file, fs.constants.X_OK);
        return fs.statSync(file).isFile();
    } catch {
        return false;
    }
}

function candidates(around: Surroundings): string[] {
    const name = around.windows ? 'tiptoe.exe' : 'tiptoe';
    const setting = around.setting.trim().replace(/^~(?=\/|$)/, around.home);
    if (setting === '') {
        const places = around.searchPath.split(path.delimiter).filter((each) => path.isAbsolute(each));
        /* Where people install to; an editor that the desktop started may not have it on its PATH. */
        places.push(path.join(around.home, '.local', 'bin'), '/usr/local/bin');
        return places.map((each) => path.join(each, name));
    }
    if (path.isAbsolute(setting)) {
        return [setting];
    }
    return around.folders.map((each) => path.join(each, setting));
}

/* Its absolute path, or why there is none: then people can do something about it. */
export function findBinary(around: Surroundings): { path: string } | { problem: string } {
    const found = candidates(around).find(isProgram);
    if (found) {
        return { path: found };
    }
    return {
        problem: around.setting.trim()
            ? `tiptoe.path is "${around.setting}", which is no program.`
            : 'The program tiptoe is not on the PATH. Build it as its README says, or name it in the setting tiptoe.path.',
    };
}
