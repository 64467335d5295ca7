package io.dopaflow.scenarios.load;

import io.dopaflow.scenarios.format.FileStore;
import io.dopaflow.scenarios.format.Folder;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Overrides;
import io.dopaflow.scenarios.format.Place;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.format.YamlReader;
import io.dopaflow.scenarios.schema.Scenario;
import io.dopaflow.scenarios.schema.ScenarioSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Loads scenarios. Everything that is wrong, in the file, in the overrides and in the data, is reported at once: one
 * {@link InvalidScenarioException} with a problem for each.
 */
public final class ScenarioLoader {

    private ScenarioLoader() {}

    /**
     * Loads a scenario file, with {@link Overrides} applied in order.
     *
     * @throws InvalidScenarioException if the file, an override or the data is wrong
     */
    public static LoadedScenario load(Path file, List<String> overrides) throws InvalidScenarioException {
        return load(source(file), overrides);
    }

    /**
     * Reads the text of a scenario file.
     *
     * @throws InvalidScenarioException if it is no file, or is too large for a scenario, or is not UTF-8
     * @throws UncheckedIOException if the system does not let it be read
     */
    public static ScenarioSource source(Path file) throws InvalidScenarioException {
        return source(file, "a scenario file", FileStore.DISK);
    }

    /** The same of a file that is called what it has to be. */
    static ScenarioSource source(Path file, String wanted, FileStore files) throws InvalidScenarioException {
        Place place = Place.of(file.toString());
        try {
            if (!files.isFile(file)) {
                throw InvalidScenarioException.of(place, "no such file", wanted);
            }
            long size = files.size(file);
            if (size > YamlReader.MAX_LENGTH) {
                String allowed = "at most " + YamlReader.MAX_LENGTH + " bytes";
                throw InvalidScenarioException.of(place, size + " bytes", allowed);
            }
            Path absolute = file.toAbsolutePath();
            Path parent = absolute.getParent();
            return new ScenarioSource(text(file, files), file.toString(), parent == null ? absolute : parent);
        } catch (CharacterCodingException e) {
            throw InvalidScenarioException.of(place, "bytes that are not UTF-8", "a text file in UTF-8");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static String text(Path file, FileStore files) throws IOException {
        try (InputStream in = files.open(file)) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in.readAllBytes()))
                    .toString();
        }
    }

    /** The machine is at fault, not what was asked for. */
    static UncheckedIOException unreadable(Path file, IOException e) {
        String reason = e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
        return new UncheckedIOException(file + ": cannot be read: " + reason, e);
    }

    /**
     * Loads a scenario from its text, with {@link Overrides} applied in order.
     *
     * @throws InvalidScenarioException if the text, an override or the data is wrong
     */
    public static LoadedScenario load(ScenarioSource source, List<String> overrides) throws InvalidScenarioException {
        Problems problems = new Problems();
        Optional<? extends LoadedScenario> loaded = YamlReader.read(source.text(), source.file(), problems)
                .map(document -> Overrides.apply(document, overrides, problems))
                .flatMap(document -> load(document, source.folder(), problems));
        problems.throwIfAny();
        return loaded.orElseThrow(() -> new IllegalStateException("neither a scenario nor a problem"));
    }

    private static Optional<? extends LoadedScenario> load(Node document, Folder folder, Problems problems) {
        Report report = new Report(document, problems);
        return switch (ScenarioSchema.family(document)) {
            case SPIKING_NETWORK -> NetworkLoader.load(report, folder);
            case PHASED_LEARNING -> PhasedLoader.load(report, folder);
            case LEARNING_CYCLE -> CycleLoader.load(report, folder);
        };
    }

    /**
     * Loads a scenario that was made by a program, with paths relative to the working directory. It is checked as
     * strictly as a file.
     *
     * @throws InvalidScenarioException if a value is not allowed, the parts do not fit together, or the data is
     *     wrong; lines are those of {@link ScenarioSchema#resolved}
     */
    public static LoadedScenario load(Scenario scenario) throws InvalidScenarioException {
        String text = ScenarioSchema.resolved(scenario);
        return load(new ScenarioSource(text, scenario.name(), Path.of("").toAbsolutePath()), List.of());
    }
}
