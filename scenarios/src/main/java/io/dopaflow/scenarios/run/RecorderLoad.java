package io.dopaflow.scenarios.run;

/**
 * How far the recorder was behind the engine at worst.
 *
 * @param rowsWritten rows of all tables
 * @param mostRowsWaiting the longest queue that was seen, in rows
 * @param longestLagSeconds the longest time that rows were seen to have waited
 */
public record RecorderLoad(long rowsWritten, long mostRowsWaiting, double longestLagSeconds) {}
