package io.dopaflow.scenarios.load;

import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.PathText;
import io.dopaflow.scenarios.format.Place;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.format.YamlReader;
import io.dopaflow.scenarios.schema.ScenarioSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Finds scenarios by name: those that are built in, or files. */
public final class Catalog {

    /** Learning cycles, then other local rules on one task, then networks that spike freely, then those of them that learn, last those that learn in episodes, each from the simplest to the largest. */
    private static final List<String> NAMES = List.of(
            "single-synapse",
            "theorem-1",
            "schmidt-hieber",
            "xor",
            "iris",
            "digits",
            "digits-backpropagation",
            "digits-feedback-alignment",
            "digits-direct-feedback-alignment",
            "digits-sign-symmetric",
            "digits-kolen-pollack",
            "digits-weight-mirror",
            "digits-target-propagation",
            "digits-synthetic-gradients",
            "digits-equilibrium-propagation",
            "digits-denoising",
            "digits-walkback",
            "digits-boltzmann",
            "digits-persistent-boltzmann",
            "digits-deep-belief",
            "digits-variational",
            "digits-rounded-weights",
            "digits-binary",
            "digits-spikes",
            "digits-weight-perturbation",
            "digits-node-perturbation",
            "digits-reinforce",
            "digits-principal-subspace",
            "digits-principal-components",
            "digits-bcm",
            "digits-homeostasis",
            "digits-consolidation",
            "digits-rewiring",
            "digits-learned",
            "chain-td",
            "bandit",
            "waiting",
            "jumping-mean",
            "lif-current",
            "hodgkin-huxley",
            "adex-patterns",
            "ring",
            "synfire",
            "izhikevich",
            "brunel",
            "cuba",
            "coba",
            "microcircuit",
            "brunel-10000",
            "short-term-plasticity",
            "stdp-window",
            "stdp-balance",
            "inhibitory-balance",
            "homeostasis",
            "rewiring",
            "distal-reward",
            "stimulus-response",
            "escape-flow",
            "xor-rates",
            "xor-times",
            "target-train",
            "delayed-reward",
            "iris-reward",
            "digits-reward");

    private Catalog() {}

    /**
     * A built-in scenario.
     *
     * @param name its name
     * @param summary what it shows, in a line
     */
    public record Entry(String name, String summary) {}

    /** The names of the built-in scenarios: learning cycles, local rules, networks, networks that learn, and networks that learn in episodes, each from the simplest to the largest. */
    public static List<String> names() {
        return NAMES;
    }

    /** Name and summary of each built-in scenario, in the order of {@link #names}. */
    public static List<Entry> list() {
        return NAMES.stream().map(Catalog::entry).toList();
    }

    /**
     * The text of a scenario as it was written, comments included.
     *
     * @param nameOrPath a built-in name, or the path of a file; a file called like a built-in scenario is {@code
     *     ./name}
     * @throws InvalidScenarioException if there is no such scenario, or its file cannot be read
     */
    public static ScenarioSource source(String nameOrPath) throws InvalidScenarioException {
        if (NAMES.contains(nameOrPath)) {
            return new ScenarioSource(
                    text(nameOrPath), nameOrPath + ".yaml", Path.of("").toAbsolutePath());
        }
        if (nameOrPath.isBlank() || looksLikeName(nameOrPath)) {
            String allowed = String.join(" | ", NAMES) + " | the path of a YAML file" + Nearest.hint(nameOrPath, NAMES);
            throw InvalidScenarioException.of(
                    Place.of(nameOrPath.isBlank() ? "\"\"" : nameOrPath), "no such scenario", allowed);
        }
        try {
            return ScenarioLoader.source(PathText.parse(nameOrPath));
        } catch (InvalidPathException e) {
            throw InvalidScenarioException.of(Place.of(nameOrPath), "no such file", e.getReason());
        }
    }

    /**
     * Loads a scenario by a built-in name or the path of a file, with {@code key=value} overrides applied in order.
     *
     * @throws InvalidScenarioException with everything that is wrong
     */
    public static LoadedScenario load(String nameOrPath, List<String> overrides) throws InvalidScenarioException {
        return ScenarioLoader.load(source(nameOrPath), overrides);
    }

    private static boolean looksLikeName(String nameOrPath) {
        return nameOrPath.matches("[A-Za-z0-9_-]+") && !Files.exists(Path.of(nameOrPath));
    }

    private static Entry entry(String name) {
        String description = YamlReader.read(text(name), name, new Problems())
                .flatMap(document -> ScenarioSchema.read(document, new Problems()))
                .flatMap(values -> values.find(ScenarioSchema.DESCRIPTION))
                .orElse("");
        return new Entry(name, description.lines().findFirst().orElse(""));
    }

    private static String text(String name) {
        String resource = "/scenarios/" + name + ".yaml";
        try (InputStream stream = Objects.requireNonNull(Catalog.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + resource + " failed", e);
        }
    }
}
