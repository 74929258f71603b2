"""What a statement does to a live server: the facets of truth.py, measured.

The method is testdata/truth/README.md's. One Measurer works in one database at a time, made
anew for each setup; a transaction that is rolled back leaves it fit for the next statement.
"""
import re
import threading
import time

from libpq import Refused, Session

MODES = ("AccessShareLock", "RowShareLock", "RowExclusiveLock", "ShareUpdateExclusiveLock",
         "ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock")
BUILDING = re.compile(r'building index ".*" on table "(.*)"')

# No TOAST tables, no indexes, none of the system's.
RELATIONS = """
SELECT c.oid, CASE WHEN c.relpersistence = 't' THEN 'pg_temp' ELSE n.nspname END, c.relname,
       c.relkind, pg_relation_filenode(c.oid)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')"""
LOCKS = """
SELECT relation, mode FROM pg_locks
WHERE locktype = 'relation' AND pid = {pid}
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""
READ = "SELECT relid, seq_tup_read FROM pg_stat_{}all_tables WHERE relid >= 16384"

WAITING = "SELECT 1 FROM pg_locks WHERE pid = {pid} AND NOT granted"
OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()"""

# Waiting for a statement that another session holds up.
POLL_SECONDS, PATIENCE_SECONDS = 0.002, 60.0
# Up to 14 a process of its own collects statistics, some time later.
COLLECTOR_SECONDS = 1.0


def merge(modes, more):
    """Keeps the stronger of two modes on a relation."""
    for name, mode in more.items():
        if name not in modes or MODES.index(mode) > MODES.index(modes[name]):
            modes[name] = mode


class Before:
    """The relations that exist before a statement, by oid."""

    def __init__(self, session):
        self.names, self.kinds, self.files = {}, {}, {}
        for oid, schema, name, kind, filenode in session.query(RELATIONS):
            self.names[oid] = f"{schema}.{name}"
            self.kinds[name] = kind
            if kind in "rm":
                self.files[oid] = filenode

    def blocks(self):
        """What another session can run to be in the way of what comes for each relation."""
        for name in self.names.values():
            kind = self.kinds[name.split(".")[1]]
            if kind in "rp":
                yield f"LOCK TABLE ONLY {name} IN ROW EXCLUSIVE MODE"
                yield f"LOCK TABLE ONLY {name} IN SHARE UPDATE EXCLUSIVE MODE"
            elif kind == "m":
                yield f"ANALYZE {name}"  # LOCK refuses it; this is SHARE UPDATE EXCLUSIVE.

    def strongest(self, locks):
        modes = {}
        for oid, mode in locks:
            if oid in self.names:
                merge(modes, {self.names[oid]: mode})
        return modes

    def rewritten(self, session):
        """Those with another file than before, of those that are still there."""
        return sorted(self.names[oid] for oid, _, _, _, filenode in session.query(RELATIONS)
                      if oid in self.files and filenode != self.files[oid])

    def read_in_full(self, earlier, later):
        earlier = dict(earlier)
        return sorted(self.names[oid] for oid, rows in later
                      if oid in self.names and int(rows or 0) > int(earlier.get(oid) or 0))

    def built(self, notices):
        tables = {found.group(1) for found in map(BUILDING.search, notices) if found}
        return sorted(tables & set(self.kinds))


class Runner(threading.Thread):
    """A session of its own that runs the statement, in no block."""

    def __init__(self, database, case):
        super().__init__(daemon=True)
        self.session = Session(database)
        for statement in case["before"]:
            self.session.query(statement)
        self.session.query("SET client_min_messages = debug1")
        self.session.notices.clear()
        self.statement = case["stmt"]
        self.refused = None

    def run(self):
        try:
            self.session.query(self.statement)
        except Refused as error:
            self.refused = error
        self.session.close()

    def watch(self, watcher, release=None):
        """The (oid, mode) of all locks seen held or awaited until the statement ends.

        `release` is called when the statement has come to wait, once.
        """
        pid = self.session.pid
        seen, began = set(), time.monotonic()
        self.start()
        while self.is_alive():
            waits = release and watcher.query(WAITING.format(pid=pid))
            # After that look, for then what it waits for is among them.
            seen.update(watcher.query(LOCKS.format(pid=pid)))
            if waits:
                release()
                release = None
            if time.monotonic() - began > PATIENCE_SECONDS:
                raise TimeoutError(self.statement)
            time.sleep(POLL_SECONDS)
        self.join()
        return seen


class Measurer:
    def __init__(self, number):
        self.number = number
        self.made = 0
        self.old = []
        self.database = None
        self.setup = None
        self.admin = Session("postgres")
        self.version = int(self.admin.query("SHOW server_version_num")[0][0]) // 10000

    def close(self):
        self.drop_old(0)
        self.admin.close()

    def drop_old(self, kept):
        """Later, for the sessions in a database end a little after we close them."""
        while len(self.old) > kept:
            try:
                self.admin.query(f"DROP DATABASE {self.old.pop(0)}")
            except Refused:
                pass  # It holds a subscription: it goes with the server.

    def prepare(self, setup, empty=False):
        """A database where `setup` ran, and nothing else; raises Refused if it cannot run."""
        if self.setup == (setup, empty):
            return
        self.setup = None
        self.made += 1
        self.database = f"measured_{self.number}_{self.made}"
        self.admin.query(f"CREATE DATABASE {self.database} TEMPLATE template0")
        self.old.append(self.database)
        self.drop_old(4)
        with Session(self.database) as session:
            for statement in setup:
                session.query(statement)
            tables = [f'"{schema}"."{name}"' for _, schema, name, kind, _ in session.query(RELATIONS)
                      if kind in "rp"]
            if empty and tables:
                session.query(f"TRUNCATE {', '.join(tables)}")
            if tables:
                # Not the system's, which takes most of the time.
                session.query(f"ANALYZE {', '.join(tables)}")
        self.setup = (setup, empty)

    def measure(self, case):
        """The outcome of a case on this server; `sqlstate` beside the facets if it fails."""
        self.prepare(case["setup"])
        try:
            return self.in_block(case)
        except Refused as error:
            refused = error
        if refused.message.startswith("syntax error"):
            return {"fails": "syntax"}
        if refused.sqlstate == "25001":
            return self.outside(case)
        self.prepare(case["setup"], empty=True)
        try:
            outcome = self.in_block(case)
        except Refused:
            return {"fails": "always", "sqlstate": refused.sqlstate}
        return {**outcome, "fails": "with-rows", "sqlstate": refused.sqlstate,
                "rewrites": None, "scans": None}

    def await_statistics(self, watcher):
        """A session hands in what it counted when it ends, a little after we close it."""
        while int(watcher.query(OTHERS)[0][0]) > 1:
            time.sleep(POLL_SECONDS)
        if self.version < 15:
            time.sleep(COLLECTOR_SECONDS)

    def in_block(self, case):
        with Session(self.database) as session:
            before = Before(session)
            if "BEGIN" not in case["before"]:
                session.query("BEGIN")
            for statement in case["before"]:
                session.query(statement)
            session.query("SET LOCAL client_min_messages = debug1")
            read = READ.format("xact_")
            earlier = session.query(read)
            session.notices.clear()
            session.query(case["stmt"])
            outcome = {
                "fails": None,
                "locks": before.strongest(session.query(LOCKS.format(pid=session.pid))),
                "rewrites": before.rewritten(session),
                "scans": before.read_in_full(earlier, session.query(read)),
                "index_builds": before.built(session.notices),
                "transaction_block": "allowed",
            }
            session.query("ROLLBACK")
            return outcome

    def outside(self, case):
        """A statement that no block takes: undisturbed, then held up by locks of others."""
        outcome, before = self.watched(case, None)
        if outcome["fails"]:
            return outcome
        for block in before.blocks():
            held_up, _ = self.watched(case, block)
            merge(outcome["locks"], held_up.get("locks", {}))
        return outcome

    def watched(self, case, block):
        """The outcome in a fresh database, where another session first ran `block`."""
        self.setup = None
        self.prepare(case["setup"])
        with Session(self.database) as watcher, Session(self.database) as other:
            before = Before(watcher)
            # Of the session that set up.
            self.await_statistics(watcher)
            earlier = watcher.query(READ.format(""))
            other.query("BEGIN")
            if block:
                other.query(block)
            runner = Runner(self.database, case)
            seen = runner.watch(watcher, lambda: other.query("ROLLBACK"))
            self.setup = None
            if runner.refused:
                return {"fails": "always", "sqlstate": runner.refused.sqlstate}, before
            self.await_statistics(watcher)
            return {
                "fails": None,
                "locks": before.strongest(seen),
                "rewrites": before.rewritten(watcher),
                "scans": before.read_in_full(earlier, watcher.query(READ.format(""))),
                "index_builds": before.built(runner.session.notices),
                "transaction_block": "refused",
            }, before
