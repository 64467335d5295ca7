package io.dopaflow.scenarios.exchange;

import io.dopaflow.scenarios.format.Problems;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The configuration of a simulation.
 *
 * @param circuit says which nodes and edges there are
 * @param simulation says how long, in which steps, with which input
 */
record SonataConfig(ConfigFile circuit, ConfigFile simulation) {
    private static final String ALLOWED =
            "a simulation_config.json with run and network, or a config.json that names one";

    /**
     * Reads the file that a user names: the simulation's, which names that of the circuit, or one that names both, or one that is both.
     * Nothing if it cannot be used, which is reported.
     */
    static Optional<SonataConfig> read(Path file, Problems problems) {
        Optional<ConfigFile> first = ConfigFile.read(file, problems);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        ConfigFile named = first.get();
        Optional<ConfigFile> simulation = named.at("simulation").isTextual()
                ? named.path("simulation", named.at("simulation"), problems)
                        .flatMap(path -> ConfigFile.read(path, problems))
                : first;
        if (simulation.isEmpty()) {
            return Optional.empty();
        }
        if (!simulation.get().at("run").isObject()) {
            simulation.get().wrong(problems, "run", "nothing", ALLOWED);
        }
        Optional<ConfigFile> circuit = first;
        if (!named.at("networks").isObject()) {
            ConfigFile naming = simulation.get().at("network").isTextual() ? simulation.get() : named;
            if (naming.at("network").isMissingNode()) {
                naming.wrong(problems, "network", "nothing", ALLOWED);
                return Optional.empty();
            }
            circuit = naming.path("network", naming.at("network"), problems)
                    .flatMap(path -> ConfigFile.read(path, problems));
        }
        return circuit.map(found -> new SonataConfig(found, simulation.get()));
    }
}
