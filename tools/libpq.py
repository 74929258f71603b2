"""Sessions with a PostgreSQL server by libpq, which psql brings along; no Python package needed.

The usual PGHOST, PGUSER, ... say where the server is. A session keeps what the server tells
it besides results: notices, and DEBUG messages where they are switched on.
"""
import ctypes

COPY_OUT, COPY_IN, FATAL_ERROR, PIPELINE_SYNC = 3, 4, 7, 10
FINE = (0, 1, 2, COPY_OUT, COPY_IN)  # empty, command, rows

RECEIVER = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)


def load():
    lib = ctypes.CDLL("libpq.so.5")
    text, pointer, number = ctypes.c_char_p, ctypes.c_void_p, ctypes.c_int
    for name, result, *arguments in (
            ("PQconnectdb", pointer, text), ("PQstatus", number, pointer),
            ("PQerrorMessage", text, pointer), ("PQfinish", None, pointer),
            ("PQexec", pointer, pointer, text), ("PQclear", None, pointer),
            ("PQresultStatus", number, pointer), ("PQntuples", number, pointer),
            ("PQnfields", number, pointer), ("PQgetisnull", number, pointer, number, number),
            ("PQgetvalue", text, pointer, number, number),
            ("PQresultErrorField", text, pointer, number),
            ("PQputCopyEnd", number, pointer, text), ("PQgetResult", pointer, pointer),
            ("PQgetCopyData", number, pointer, ctypes.POINTER(pointer), number),
            ("PQenterPipelineMode", number, pointer), ("PQexitPipelineMode", number, pointer),
            ("PQpipelineSync", number, pointer),
            ("PQsendQueryParams", number, pointer, text, number, pointer, pointer, pointer,
             pointer, number),
            ("PQfreemem", None, pointer), ("PQbackendPID", number, pointer),
            ("PQsetNoticeReceiver", pointer, pointer, RECEIVER, pointer)):
        function = getattr(lib, name)
        function.restype, function.argtypes = result, arguments
    return lib


LIB = load()


class Refused(Exception):
    """The server's error, with its SQLSTATE, and the character of the text that it is at, from 1."""

    def __init__(self, sqlstate, message, position=""):
        super().__init__(f"{sqlstate}: {message}")
        self.sqlstate = sqlstate
        self.message = message
        self.position = position


def field(result, code):
    return (LIB.PQresultErrorField(result, ord(code)) or b"").decode("utf-8", "replace")


class Session:
    def __init__(self, database):
        self.notices = []
        self.connection = LIB.PQconnectdb(f"dbname='{database}'".encode())
        if LIB.PQstatus(self.connection) != 0:
            message = LIB.PQerrorMessage(self.connection).decode("utf-8", "replace")
            self.close()
            raise Refused("08006", message)
        self.pid = LIB.PQbackendPID(self.connection)
        # Kept, or it would be freed while libpq still calls it.
        self.receiver = RECEIVER(lambda _, result: self.notices.append(field(result, "M")))
        LIB.PQsetNoticeReceiver(self.connection, self.receiver, None)

    def close(self):
        LIB.PQfinish(self.connection)
        self.connection = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def copy(self, status):
        """Sends nothing, or throws away what comes; returns the result that follows."""
        if status == COPY_IN:
            LIB.PQputCopyEnd(self.connection, None)
        else:
            line = ctypes.c_void_p()
            while LIB.PQgetCopyData(self.connection, ctypes.byref(line), 0) > 0:
                LIB.PQfreemem(line)
        last = result = LIB.PQgetResult(self.connection)
        while result:
            last, result = result, LIB.PQgetResult(self.connection)
        return last

    def query(self, sql):
        """The rows, as tuples of texts and None. Raises Refused."""
        result = LIB.PQexec(self.connection, sql.encode())
        try:
            status = LIB.PQresultStatus(result)
            if status in (COPY_IN, COPY_OUT):
                LIB.PQclear(result)
                result = self.copy(status)
                status = LIB.PQresultStatus(result)
            if status not in FINE:
                raise Refused(field(result, "C"), field(result, "M"), field(result, "P"))
            return [tuple(None if LIB.PQgetisnull(result, row, column) else
                          LIB.PQgetvalue(result, row, column).decode()
                          for column in range(LIB.PQnfields(result)))
                    for row in range(LIB.PQntuples(result))]
        finally:
            LIB.PQclear(result)

    def pipeline(self, statements):
        """Sends them up to one Sync, as drivers do that batch. Raises Refused for the first."""
        LIB.PQenterPipelineMode(self.connection)
        for sql in statements:
            LIB.PQsendQueryParams(self.connection, sql.encode(), 0, None, None, None, None, 0)
        LIB.PQpipelineSync(self.connection)
        refused, status = None, None
        while status != PIPELINE_SYNC:
            result = LIB.PQgetResult(self.connection)
            if not result:
                continue  # the end of one statement's results
            status = LIB.PQresultStatus(result)
            if status == FATAL_ERROR and not refused:
                refused = Refused(field(result, "C"), field(result, "M"))
            LIB.PQclear(result)
        LIB.PQgetResult(self.connection)
        LIB.PQexitPipelineMode(self.connection)
        if refused:
            raise refused
