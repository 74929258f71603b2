#!/usr/bin/env python3
"""Twice as much SQL takes twice as much work: counted, so that no other load on the machine matters.

usage: work_test.py COUNT-WORK [NAME …]

tools/count_work.c counts comparisons and bytes of memory, the same each time. The shapes are
growth_test.py's, the worst of their sort; the corpora are those of tools/bench, which look like
what people have. Each is made of n, 2n and 4n statements or files: what 2n more cost than 2n
is held against what n more cost than n. That is 2 where work is in proportion, 4 for the
square, and what starting up costs drops out.
"""
import importlib.machinery
import importlib.util
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import growth_test  # pylint: disable=wrong-import-position

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
MOST, MOST_OF_SQUARES = 2.3, 4.5
LEAST = (1, 1, 512 * 1024)  # memory is taken in blocks: less says nothing
STATEMENTS, FILES = 200, 60
MEASURES = ('comparisons of check', 'comparisons of effects', 'bytes')
SKIPPED = 77

# What does grow with the square, and why that is no matter. Whoever mends one takes it off.
SQUARES = {
    **dict.fromkeys(('columns in one key', 'columns in one foreign key', 'columns in one CHECK', 'wide table',
                     'ADD COLUMN in one ALTER', 'ADD COLUMN in many'), 'a table has 1,600 columns at most'),
    **dict.fromkeys(('indexes of one table', 'indexes dropped and made', 'triggers on one table',
                     'children of one table', 'views on views'), 'what hangs on a table is a list'),
    'rows written under locks': 'each is held against all locks of its transaction',
    'partitions attached': 'each bound is held against all others',
    'labels of one enum': 'likewise',
    'functions of one name': 'likewise',
    'tables in one TRUNCATE': 'each is looked for among those before it',
    'schemas': 'a renamed one is looked for in all relations',
}


def load_bench():
    loader = importlib.machinery.SourceFileLoader('bench', ROOT + '/tools/bench')
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader('bench', loader))
    loader.exec_module(module)
    return module


def inputs():
    """By its name, what makes each input: a list of texts, from a size; and the size."""
    bench = load_bench()
    for name, make in growth_test.SHAPES.items():
        yield name, lambda n, make=make: [make(n)], STATEMENTS
    yield 'corpus: small files', lambda n: list(bench.folder(n, bench.BALANCED, .1)), FILES
    yield 'corpus: one dump', lambda n: list(bench.dump(n)), STATEMENTS


def count(program, histories):
    with tempfile.TemporaryDirectory() as folder:
        arguments = []
        for texts in histories:
            for text in texts:
                arguments.append(os.path.join(folder, f'{len(arguments)}.sql'))
                with open(arguments[-1], 'w', encoding='utf-8') as file:
                    file.write(text)
            arguments.append('+')
        ran = subprocess.run([program, *arguments[:-1]], stdout=subprocess.PIPE, text=True, check=False)
        if ran.returncode == SKIPPED:
            print('skipped: this build counts no comparisons')
            sys.exit(SKIPPED)
        return [list(map(int, line.split())) for line in ran.stdout.splitlines()]


def judge(name, counts):
    """In words what is wrong, or nothing."""
    ratios = [(four - two) / max(two - one, least) for one, two, four, least in zip(*counts, LEAST)]
    told = '; '.join(f'{what}: {" -> ".join(str(each[i]) for each in counts)}, {ratios[i]:.2f}'
                     for i, what in enumerate(MEASURES))
    if name in SQUARES:
        if max(ratios) <= MOST:
            return 'grows in proportion now: take it off the list of SQUARES. ' + told
        return '' if max(ratios) <= MOST_OF_SQUARES else 'grows faster than the square: ' + told
    return '' if max(ratios) <= MOST else 'grows faster than its size: ' + told


def main():
    program, wanted = sys.argv[1], sys.argv[2:]
    chosen = [each for each in inputs() if not wanted or each[0] in wanted]
    counts = count(program, [make(times * n) for _, make, n in chosen for times in (1, 2, 4)])
    passed = failed = 0
    for i, (name, _, _) in enumerate(chosen):
        wrong = judge(name, counts[3 * i:3 * i + 3])
        passed += not wrong
        failed += bool(wrong)
        if wrong:
            print(f'{name}: {wrong}', file=sys.stderr)
    print(f'{passed} passed, {failed} failed')
    return failed > 0 or passed == 0


if __name__ == '__main__':
    sys.exit(main())
