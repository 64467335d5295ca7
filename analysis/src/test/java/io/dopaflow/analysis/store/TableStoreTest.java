package io.dopaflow.analysis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.dopaflow.models.record.RecordingFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rows reach the disk in order, and nothing hangs and nothing is silent when the disk fails. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TableStoreTest {
    private static final Table TABLE = Table.of("rows", "time", "time BIGINT, a INTEGER, b INTEGER, c DOUBLE");

    @TempDir
    Path folder;

    private final List<StorageException> reported = new CopyOnWriteArrayList<>();

    private TableStore store(Callable<DuckDb> opener) {
        return new TableStore(folder, List.of(TABLE), Duration.ofSeconds(2), reported::add, opener);
    }

    /** Opens nothing until it is told to, then fails. */
    private TableStore failing(CountDownLatch release) {
        return store(() -> {
            release.await();
            throw new IllegalStateException("the disk is gone");
        });
    }

    private static void addForEver(TableStore store) {
        TableBuffer buffer = store.buffer(TABLE);
        for (int row = 0; ; row++) {
            buffer.add(row, 0, 0, 0);
        }
    }

    @Test
    void callersThatWait_wakeWithTheFailure() throws Exception {
        int threads = 6;
        CountDownLatch release = new CountDownLatch(1);
        TableStore store = failing(release);
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        List<Future<Throwable>> ends = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            ends.add(callers.submit(() -> catchThrowable(() -> addForEver(store))));
        }
        await().until(() -> store.rowsWaiting() == (long) TableStore.QUEUE_CAPACITY * Batch.CAPACITY);
        assertThat(store.lagNanos()).isPositive();
        assertThat(ends).noneMatch(Future::isDone);
        release.countDown();
        for (Future<Throwable> end : ends) {
            assertThat(end.get(5, TimeUnit.SECONDS))
                    .isInstanceOf(RecordingFailedException.class)
                    .hasMessageContainingAll(folder.toString(), "the disk is gone");
        }
        callers.shutdown();
        assertThatExceptionOfType(RecordingFailedException.class).isThrownBy(store::close);
        assertThat(reported).hasSize(1);
        assertThat(store.failure()).hasValue(reported.get(0));
    }

    /** In a try statement the failure is thrown twice: by the row and by the close. */
    @Test
    void tryStatement_throwsTheFailureWithTheOtherSuppressed() {
        Throwable thrown = catchThrowable(() -> {
            try (TableStore store = failing(new CountDownLatch(0))) {
                addForEver(store);
            }
        });
        assertThat(thrown).isInstanceOf(RecordingFailedException.class);
        assertThat(thrown.getSuppressed()).hasSize(1);
    }

    @Test
    void databaseThatCannotBeOpened_isReported() {
        TableStore store = store(() -> {
            throw new UnsatisfiedLinkError("no library for this processor");
        });
        await().until(() -> !reported.isEmpty());
        assertThatExceptionOfType(RecordingFailedException.class)
                .isThrownBy(() -> store.buffer(TABLE).add(1, 0, 0, 0))
                .withMessageContaining("no library for this processor");
        assertThatExceptionOfType(RecordingFailedException.class).isThrownBy(store::close);
    }

    /** A mark that fails ends the writing, like rows that do. */
    @Test
    void actionThatFailsBehindTheRows_isReported() {
        TableStore store = new TableStore(folder, List.of(TABLE), Duration.ofSeconds(2), reported::add);
        store.flush(() -> {
            throw new IllegalStateException("no checkpoint");
        });
        await().until(() -> !reported.isEmpty());
        assertThatExceptionOfType(RecordingFailedException.class)
                .isThrownBy(store::close)
                .withMessageContaining("no checkpoint");
        assertThat(folder.resolve(TableStore.SPILL_FOLDER)).doesNotExist();
    }

    @Test
    void rowThatIsRefused_leavesTheOthers() {
        TableStore store = new TableStore(folder, List.of(TABLE), Duration.ofMillis(5), reported::add);
        assertThat(catchThrowable(() -> store.buffer(TABLE).addRow(null, 1, 1, 1.0)))
                .isInstanceOf(NullPointerException.class);
        CountDownLatch flushed = new CountDownLatch(1);
        store.flush(flushed::countDown);
        store.buffer(TABLE).addRow(1, 2, 3, 4.0);
        store.close();
        assertThat(flushed.getCount()).isZero();
        assertThat(reported).isEmpty();
        assertThat(rows(List.of("time", "a", "b", "c"))).containsExactly("1 2 3 4.0");
        assertThatIllegalStateException().isThrownBy(() -> store.flush(() -> {}));
    }

    /** More than two parts, and flushes that leave batches part full. */
    @Test
    void rowsInOrder_stayInOrderThroughPartsAndPartialBatches() throws Exception {
        int rows = 300_000;
        try (TableStore store = new TableStore(folder, List.of(TABLE), Duration.ofMillis(1), reported::add)) {
            for (int row = 0; row < rows; row++) {
                store.buffer(TABLE).add(row / 3, row, -row, Double.doubleToRawLongBits(row * 0.5));
                if (row % 9973 == 0) {
                    store.flush(() -> {});
                }
            }
        }
        int[] next = {0};
        ParquetRows.read(TABLE.file(folder), List.of("time", "a", "b", "c"), row -> {
            assertThat(row.whole("time")).isEqualTo(next[0] / 3);
            assertThat(row.whole("a")).isEqualTo(next[0]);
            assertThat(row.whole("b")).isEqualTo(-next[0]);
            assertThat(row.real("c")).hasValue(next[0] * 0.5);
            next[0]++;
        });
        assertThat(next[0]).isEqualTo(rows);
        assertThat(Files.list(folder)).containsExactly(TABLE.file(folder));
    }

    @Test
    void rowsInNoOrder_areSorted() {
        int rows = 300_000;
        try (TableStore store = new TableStore(folder, List.of(TABLE), Duration.ofMillis(1), reported::add)) {
            for (int row = 0; row < rows; row++) {
                store.buffer(TABLE).add(row * 7919L % rows, row, 0, 0);
            }
        }
        int[] next = {0};
        ParquetRows.read(
                TABLE.file(folder),
                List.of("time"),
                row -> assertThat(row.whole("time")).isEqualTo(next[0]++));
        assertThat(next[0]).isEqualTo(rows);
    }

    @Test
    void columnsOfEveryKind_comeBackWithWhatIsAbsent() {
        Table mixed =
                Table.of("mixed", "id", "id BIGINT, whole INTEGER, number DOUBLE, words VARCHAR, choice left|right");
        try (TableStore store = new TableStore(folder, List.of(mixed), Duration.ofSeconds(2), reported::add)) {
            TableBuffer buffer = store.buffer(mixed);
            buffer.addRow(Long.MIN_VALUE, Integer.MIN_VALUE, -0.0, "it's", 1);
            buffer.addRow(Long.MAX_VALUE, null, OptionalDouble.empty(), Optional.empty(), 0);
            buffer.addRow(0, Optional.of(7), Double.NEGATIVE_INFINITY, Optional.of(""), 0);
        }
        List<String> read = new ArrayList<>();
        ParquetRows.read(
                mixed.file(folder),
                List.of("id", "whole", "number", "words", "choice"),
                row -> read.add(row.whole("id") + " " + row.real("whole") + " " + row.real("number") + " "
                        + row.text("words") + " " + row.text("choice")));
        assertThat(read)
                .containsExactly(
                        Long.MIN_VALUE + " OptionalDouble[" + (double) Integer.MIN_VALUE
                                + "] OptionalDouble[-0.0] Optional[it's] Optional[right]",
                        "0 OptionalDouble[7.0] OptionalDouble[-Infinity] Optional[] Optional[left]",
                        Long.MAX_VALUE + " OptionalDouble.empty OptionalDouble.empty Optional.empty Optional[left]");
    }

    private List<String> rows(List<String> columns) {
        List<String> rows = new ArrayList<>();
        ParquetRows.read(
                TABLE.file(folder),
                columns,
                row -> rows.add(row.whole("time") + " " + row.whole("a") + " " + row.whole("b") + " "
                        + row.real("c").orElseThrow()));
        return rows;
    }
}
