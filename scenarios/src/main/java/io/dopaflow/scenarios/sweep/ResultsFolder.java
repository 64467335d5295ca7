package io.dopaflow.scenarios.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.analysis.run.AtomicFile;
import io.dopaflow.analysis.run.DirectoryLock;
import io.dopaflow.analysis.run.RunDirectoryException;
import io.dopaflow.scenarios.run.DopaflowVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory in which results grow: {@code KIND.yaml} says what was asked for, {@code KIND.json} how far it came,
 * {@code results.parquet} what came out. Each appears whole or not at all.
 *
 * @param path of the directory
 * @param kind what is done in it, a noun: the name of its files
 * @param digest of everything that decides the results
 */
public record ResultsFolder(Path path, String kind, String digest) {
    private static final String RESULTS = "results.parquet";
    private static final int FORMAT_VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What keeps it from being written; nothing if it is new, empty, or has the beginning of the same. */
    public Optional<String> problem(boolean overwrite) {
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
            return digestThere().equals(digest)
                    ? Optional.empty()
                    : Optional.of("--out: found another " + kind + " in " + path
                            + ": other values, seeds, scenario or data (see "
                            + definition().getFileName()
                            + " there); allowed: the same one, to go on with it, or --force to replace it");
        } catch (RunDirectoryException e) {
            return Optional.of("--out: " + e.getMessage() + "; allowed: --force to replace it");
        }
    }

    /**
     * Makes it ready.
     *
     * @param definition what is asked for, as YAML
     * @param overwrite whether what is there is replaced
     * @param others names of further files that are replaced with it
     * @return when what is there began, which may be now
     * @throws RunDirectoryException if {@link #problem} has something against it, or it cannot be written
     */
    public Instant open(String definition, boolean overwrite, List<String> others) {
        Optional<String> problem = problem(overwrite);
        if (problem.isPresent()) {
            throw new RunDirectoryException(path, problem.get());
        }
        try {
            if (overwrite && !isNew()) {
                clear(others);
            }
            Files.createDirectories(path);
            if (Files.isRegularFile(manifest())) {
                return Instant.parse(read().path("started").asText());
            }
            AtomicFile.write(definition(), definition.getBytes(StandardCharsets.UTF_8));
            return Instant.now();
        } catch (IOException | DateTimeParseException e) {
            throw new RunDirectoryException(path, "cannot be written", e);
        }
    }

    private void clear(List<String> others) throws IOException {
        DirectoryLock lock = DirectoryLock.take(path);
        try {
            for (String other : others) {
                Files.deleteIfExists(path.resolve(other));
            }
            Files.deleteIfExists(results());
            Files.deleteIfExists(definition());
            Files.deleteIfExists(manifest());
        } finally {
            lock.close();
        }
    }

    /** Whether there is a manifest: something was begun here. */
    public boolean isBegun() {
        return Files.isRegularFile(manifest());
    }

    /** The file with the results. */
    public Path results() {
        return path.resolve(RESULTS);
    }

    private Path manifest() {
        return path.resolve(kind + ".json");
    }

    private Path definition() {
        return path.resolve(kind + ".yaml");
    }

    /**
     * Replaces the manifest.
     *
     * @param scenario its name
     * @param status running, finished or cancelled
     * @param started when it began
     * @param members runs that there are to be
     * @param done runs that have ended
     * @param failed how many of them failed
     */
    public void write(String scenario, String status, Instant started, int members, int done, long failed) {
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("formatVersion", FORMAT_VERSION)
                .put("dopaflow", DopaflowVersion.text())
                .put("scenario", scenario)
                .put("digest", digest)
                .put("status", status)
                .put("started", started.toString())
                .put("updated", Instant.now().toString())
                .put("members", members)
                .put("done", done)
                .put("failed", failed)
                .put("jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"))
                .put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        try {
            AtomicFile.write(manifest(), (manifest.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new RunDirectoryException(path, "cannot be written", e);
        }
    }

    private boolean isNew() {
        if (!Files.isDirectory(path)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private String digestThere() {
        JsonNode manifest = read();
        if (manifest.path("formatVersion").asInt() != FORMAT_VERSION) {
            throw new RunDirectoryException(manifest(), "not written by this version of Dopaflow");
        }
        return manifest.path("digest").asText();
    }

    private JsonNode read() {
        try {
            return JSON.readTree(manifest().toFile());
        } catch (IOException e) {
            throw new RunDirectoryException(manifest(), "damaged", e);
        }
    }
}
