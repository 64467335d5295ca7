package io.dopaflow.scenarios.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.analysis.store.AtomicFile;
import io.dopaflow.analysis.store.DirectoryLock;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.ParquetFile;
import io.dopaflow.analysis.store.ParquetRows;
import io.dopaflow.analysis.store.ResultColumn;
import io.dopaflow.analysis.store.StorageException;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.scenarios.run.DopaflowVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory in which the results of a batch grow: {@code KIND.yaml} says what was asked for, {@code KIND.json} how far it
 * came, {@code results.parquet} has a row for each run. Each appears whole or not at all.
 *
 * @param <V> what a run gives
 */
public final class BatchDirectory<V> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final Batch<V> batch;
    private Instant started = Instant.now();

    private BatchDirectory(Path path, Batch<V> batch) {
        this.path = path;
        this.batch = batch;
    }

    /**
     * What keeps a batch from being written to a place; nothing if it is new, empty, or has the beginning of this batch.
     *
     * @param path of the directory
     * @param batch to be made there
     * @param overwrite whether another one there may be replaced
     */
    public static <V> Optional<String> problem(Path path, Batch<V> batch, boolean overwrite) {
        return new BatchDirectory<>(path, batch).problem(overwrite);
    }

    /**
     * Makes the directory ready, for a new batch or for what is missing of this one.
     *
     * @param path of the directory
     * @param batch to be made there
     * @param overwrite whether an earlier one there is replaced, this or another
     * @throws FileException if {@link #problem} has something against it, or it cannot be written
     */
    public static <V> BatchDirectory<V> open(Path path, Batch<V> batch, boolean overwrite) {
        BatchDirectory<V> directory = new BatchDirectory<>(path, batch);
        Optional<String> problem = directory.problem(overwrite);
        if (problem.isPresent()) {
            throw new WrongFileException(path, problem.get());
        }
        directory.begin(overwrite);
        return directory;
    }

    private Optional<String> problem(boolean overwrite) {
        String kind = batch.kind();
        if (Files.exists(path) && !Files.isDirectory(path)) {
            return Optional.of(
                    "--out: found the file " + path + "; allowed: a new or empty directory, or a " + kind + "'s");
        }
        if (isNew()) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(manifest())) {
            return Optional.of("--out: found the directory " + path + " with files in it and no " + kind
                    + "; allowed: a new or empty one, or a " + kind + "'s");
        }
        if (overwrite) {
            return Optional.empty();
        }
        try {
            return digestThere().equals(batch.digest())
                    ? Optional.empty()
                    : Optional.of("--out: found another " + kind + " in " + path
                            + ": other values, seeds, scenario or data (see "
                            + definition().getFileName()
                            + " there); allowed: the same one, to go on with it, or --force to replace it");
        } catch (WrongFileException e) {
            return Optional.of("--out: " + e.getMessage() + "; allowed: --force to replace it");
        }
    }

    private void begin(boolean overwrite) {
        try {
            if (overwrite && !isNew()) {
                clear();
            }
            Files.createDirectories(path);
            if (Files.isRegularFile(manifest())) {
                started = Instant.parse(read().path("started").asText());
            } else {
                write(List.of(), "running");
            }
            if (!Files.exists(definition())) {
                AtomicFile.write(definition(), batch.definition());
            }
        } catch (DateTimeParseException e) {
            throw new WrongFileException(manifest(), "damaged", e);
        } catch (IOException e) {
            throw new StorageException(path, "cannot be written", e);
        }
    }

    private void clear() throws IOException {
        DirectoryLock lock = DirectoryLock.take(path);
        try {
            for (String summary : batch.summaries()) {
                Files.deleteIfExists(path.resolve(summary));
            }
            Files.deleteIfExists(results());
            Files.deleteIfExists(definition());
            Files.deleteIfExists(manifest());
        } finally {
            lock.close();
        }
    }

    /** The directory. */
    public Path path() {
        return path;
    }

    Batch<V> batch() {
        return batch;
    }

    private Path results() {
        return path.resolve("results.parquet");
    }

    private Path manifest() {
        return path.resolve(batch.kind() + ".json");
    }

    private Path definition() {
        return path.resolve(batch.kind() + ".yaml");
    }

    /** What is done already. */
    public List<MemberResult<V>> done() {
        List<MemberResult<V>> done = new ArrayList<>();
        if (Files.isRegularFile(results())) {
            List<String> columns =
                    batch.columns().stream().map(ResultColumn::name).toList();
            ParquetRows.read(results(), columns, row -> {
                long member = row.whole("member");
                if (member < 0 || member >= batch.size()) {
                    throw new WrongFileException(
                            results(), "found run " + member + ", which this " + batch.kind() + " does not have");
                }
                done.add(batch.result((int) member, row));
            });
        }
        return done;
    }

    /** Replaces results and manifest. */
    void write(Collection<MemberResult<V>> done, String status) {
        if (!done.isEmpty()) {
            ParquetFile.write(results(), batch.columns(), done);
        }
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("formatVersion", batch.formatVersion())
                .put("dopaflow", DopaflowVersion.text())
                .put("scenario", batch.name())
                .put("digest", batch.digest())
                .put("status", status)
                .put("started", started.toString())
                .put("updated", Instant.now().toString())
                .put("members", batch.size())
                .put("done", done.size())
                .put("failed", done.stream().filter(MemberResult::isFailed).count())
                .put("jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"))
                .put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        AtomicFile.write(manifest(), manifest.toPrettyString() + "\n");
    }

    /** Also where one was killed that had just begun. */
    private boolean isNew() {
        if (!Files.isDirectory(path)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.allMatch(
                    entry -> entry.endsWith(DirectoryLock.FILE) || entry.equals(AtomicFile.temporary(manifest())));
        } catch (IOException e) {
            return false;
        }
    }

    private String digestThere() {
        JsonNode manifest = read();
        if (manifest.path("formatVersion").asInt() != batch.formatVersion()) {
            throw new WrongFileException(manifest(), "not written by this version of Dopaflow");
        }
        return manifest.path("digest").asText();
    }

    private JsonNode read() {
        try {
            return JSON.readTree(Files.readAllBytes(manifest()));
        } catch (JsonProcessingException e) {
            throw new WrongFileException(manifest(), "damaged", e);
        } catch (IOException e) {
            throw FileException.reading(manifest(), "not found", e);
        }
    }
}
