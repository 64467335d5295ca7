package io.dopaflow.scenarios.laboratory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.analysis.query.RunQuery;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Answers queries of the page: at most so many rows, for so long.
 *
 * @param clock ends those that take too long
 */
record QueryDesk(ScheduledExecutorService clock) {
    private static final int MOST_ROWS = 1000;
    private static final long MOST_SECONDS = 20;

    /**
     * Columns, rows and whether there were more.
     *
     * @throws io.dopaflow.analysis.query.QueryException if it is wrong, reads more than the views, or takes too long
     */
    ObjectNode answer(List<Path> runs, String sql) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        try (RunQuery query = RunQuery.open(runs)) {
            ScheduledFuture<?> limit = clock.schedule(query::cancel, MOST_SECONDS, TimeUnit.SECONDS);
            try {
                query.rows(sql, result -> fill(answer, result));
            } finally {
                limit.cancel(false);
            }
        }
        return answer;
    }

    private static void fill(ObjectNode answer, ResultSet result) throws SQLException {
        int count = result.getMetaData().getColumnCount();
        ArrayNode columns = answer.putArray("columns");
        for (int column = 1; column <= count; column++) {
            columns.add(result.getMetaData().getColumnName(column));
        }
        ArrayNode rows = answer.putArray("rows");
        while (rows.size() < MOST_ROWS && result.next()) {
            ArrayNode row = rows.addArray();
            for (int column = 1; column <= count; column++) {
                Object cell = result.getObject(column);
                // Browsers hold whole numbers to 2^53: times in picoseconds go as text.
                row.add(cell == null ? null : cell.toString());
            }
        }
        answer.put("isCut", rows.size() == MOST_ROWS && result.next());
    }
}
