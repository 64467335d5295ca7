package io.dopaflow;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The packages of the project and the arrows between them. A package may use those of the rows that its own row names, and
 * those that these may use in turn. Packages of one row may use one another where the row says so, without cycles.
 */
final class Layout {
    private static final String ROOT = "io.dopaflow.";

    private final Map<String, Set<String>> rows = new LinkedHashMap<>();
    private final Map<String, Set<String>> allowed = new LinkedHashMap<>();

    Layout() {
        row("models basics", "", "models.time models.random models.numerics");
        row("models parts", "models basics", "models.network models.neuron models.plasticity models.task");
        mates("models parts");
        row("records", "models parts", "models.record");
        row("cycle", "records", "models.cycle");
        row(
                "spiking parts",
                "models basics",
                "models.spiking.neuron models.spiking.connection models.spiking.source"
                        + " models.spiking.plasticity models.spiking.reward");
        row("spiking episodes", "models parts, spiking parts", "models.spiking.episode");
        row("spiking", "records, spiking parts, spiking episodes", "models.spiking");
        row("environment", "models parts", "models.environment");
        row("rule", "models parts, environment", "models.rule");
        row("phased", "records, rule", "models.phased");

        row("engine", "records", "simulator.engine");
        row("actors", "engine", "simulator.actor");
        row("populations", "engine", "simulator.population");
        row("network parts", "engine, spiking", "simulator.spiking");
        row("actor families", "actors, cycle, spiking, network parts", "simulator.actor.cycle simulator.actor.spiking");
        row(
                "population families",
                "populations, cycle, spiking, network parts",
                "simulator.population.cycle simulator.population.spiking");
        row("cluster", "actors, population families", "simulator.cluster");
        row("phased actors", "actors, phased", "simulator.actor.phased");
        row("phased populations", "populations, phased", "simulator.population.phased");

        row("store", "records", "analysis.store");
        row("hdf5", "", "analysis.hdf5");
        row("run directory", "store, cycle, spiking, phased", "analysis.run");
        row("exchange", "run directory, hdf5", "analysis.exchange");
        row("query", "run directory", "analysis.query");
        row("flow", "cycle", "analysis.flow");
        row("theory", "flow", "analysis.theory analysis.estimator");
        row("episodes", "theory, spiking", "analysis.episode");
        row("following", "theory, phased", "analysis.follow");
        row("learned", "rule", "analysis.learned");
        row("figure", "store", "analysis.figure");
        row("figures", "figure", "analysis.plot analysis.report");
        row(
                "analyses",
                "run directory, exchange, theory, following, episodes, figure",
                "analysis.spikes analysis.plasticity analysis.grading analysis.learning analysis.compare analysis.curves analysis.verify analysis.converge");
        mates("analyses");

        row("format", "", "scenarios.format");
        row("sections", "format, cycle, spiking, phased", "scenarios.schema.spiking scenarios.schema.phased");
        row("schema", "sections", "scenarios.schema");
        row("network", "schema, run directory, exchange", "scenarios.load.spiking");
        row("rules", "schema", "scenarios.load.phased");
        row("load", "network, rules, run directory", "scenarios.load");
        row("networks of others", "load, exchange", "scenarios.exchange");
        row(
                "run",
                "load, analyses, query, actor families, population families, phased actors, phased populations",
                "scenarios.run");
        row("batch", "run, networks of others", "scenarios.batch");
        row("follow", "batch, following", "scenarios.follow");
        row("learn", "batch, learned", "scenarios.learn");
        row("batches", "batch", "scenarios.sweep scenarios.converge");
        row("cluster work", "batches, cluster", "scenarios.cluster");
        row("run figures", "run", "scenarios.figures");
        row("report", "run figures, figures", "scenarios.report");
        row("laboratory", "report", "scenarios.laboratory");
        row("command line", "batches, follow, learn, cluster work, report, figures, laboratory", "scenarios.cli");
    }

    private void row(String name, String uses, String packages) {
        Set<String> usable = new LinkedHashSet<>();
        for (String used : uses.split(", ")) {
            for (String below : rows.getOrDefault(used, Set.of())) {
                usable.add(below);
                usable.addAll(allowed.get(below));
            }
        }
        Set<String> own = new LinkedHashSet<>(Arrays.asList(packages.split(" ")));
        rows.put(name, own);
        own.forEach(each -> allowed.put(each, new LinkedHashSet<>(usable)));
    }

    private void mates(String row) {
        rows.get(row).forEach(each -> allowed.get(each).addAll(rows.get(row)));
    }

    /** All packages, by their names below the root. */
    Set<String> packages() {
        return allowed.keySet();
    }

    boolean allows(String user, String used) {
        return user.equals(used) || allowed.getOrDefault(user, Set.of()).contains(used);
    }

    /** Classes depend only on the packages that the layout allows theirs, and live in one that it knows. */
    ArchCondition<JavaClass> condition() {
        return new ArchCondition<>("depend on the packages that the layout allows") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                String home = nameOf(user);
                if (!allowed.containsKey(home)) {
                    events.add(
                            SimpleConditionEvent.violated(user, user.getName() + " lives in no package of the layout"));
                }
                user.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .map(JavaClass::getBaseComponentType)
                        .filter(used -> used.getPackageName().startsWith(ROOT))
                        .filter(used -> !allows(home, nameOf(used)))
                        .collect(Collectors.toCollection(LinkedHashSet::new))
                        .forEach(used -> events.add(SimpleConditionEvent.violated(
                                user,
                                user.getName() + " uses " + used.getName() + ": " + home + " may not use "
                                        + nameOf(used))));
            }
        };
    }

    private static String nameOf(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()) : name;
    }
}
