package io.dopaflow.scenarios.load;

import io.dopaflow.analysis.run.InputFile;
import io.dopaflow.scenarios.format.Folder;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.format.KeptFiles;
import io.dopaflow.scenarios.format.Place;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Scenarios with all files that loading them reads: what another machine needs to load the same, with the same paths in what is
 * resolved. Any thread may use it.
 */
public final class ScenarioBundle implements ScenarioSources {
    private final ScenarioSources others;
    private final KeptFiles files;
    private final Map<String, Text> texts;

    private ScenarioBundle(ScenarioSources others, KeptFiles files, Map<String, Text> texts) {
        this.others = others;
        this.files = files;
        this.texts = new TreeMap<>(texts);
    }

    /**
     * A scenario as it was written.
     *
     * @param yaml the text
     * @param file what to call it in problems
     * @param folder the absolute path that those in it are relative to
     */
    public record Text(String yaml, String file, String folder) {}

    /** An empty one, which fills with the scenarios of this machine that are asked for and the files that loading them reads. */
    public static ScenarioBundle ofDisk() {
        return new ScenarioBundle(Catalog::source, KeptFiles.ofDisk(), Map.of());
    }

    /** These scenarios, by name, and these files, by absolute path; nothing else. */
    public static ScenarioBundle of(Map<String, Text> texts, Map<Path, byte[]> files) {
        return new ScenarioBundle(ScenarioBundle::unknown, KeptFiles.of(files), texts);
    }

    /** A network as a run keeps it, under its own name. */
    public static ScenarioBundle of(LoadedNetwork network) {
        String name = network.scenario().name();
        Path folder = Path.of("").toAbsolutePath();
        return of(
                Map.of(name, new Text(network.resolvedForRun(), name, folder.toString())),
                network.inputs().stream()
                        .collect(Collectors.toMap(input -> folder.resolve(input.path()), InputFile::content)));
    }

    private static ScenarioSource unknown(String name) throws InvalidScenarioException {
        throw InvalidScenarioException.of(
                Place.of(name), "no such scenario", "one that came with what is to be computed");
    }

    /** The scenarios so far, by name. */
    public synchronized Map<String, Text> texts() {
        return Map.copyOf(texts);
    }

    /** The files so far, by absolute path; the bytes are not to be changed. */
    public Map<Path, byte[]> files() {
        return files.all();
    }

    @Override
    public synchronized ScenarioSource source(String name) throws InvalidScenarioException {
        Text text = texts.get(name);
        if (text == null) {
            ScenarioSource source = others.source(name);
            text = new Text(source.text(), source.file(), source.folder().path().toString());
            texts.put(name, text);
        }
        return new ScenarioSource(
                text.yaml(), text.file(), Folder.open(Path.of(text.folder())).in(files));
    }
}
