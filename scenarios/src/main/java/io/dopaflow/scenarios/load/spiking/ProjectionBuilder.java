package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.connection.ConnectionRule;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.Ends;
import io.dopaflow.models.spiking.connection.FixedIndegree;
import io.dopaflow.models.spiking.connection.FixedOutdegree;
import io.dopaflow.models.spiking.connection.FixedTotalNumber;
import io.dopaflow.models.spiking.connection.OneToOne;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.spiking.ConnectSettings;
import io.dopaflow.scenarios.schema.spiking.Law;
import io.dopaflow.scenarios.schema.spiking.Measured;
import io.dopaflow.scenarios.schema.spiking.ProjectionSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Makes projections, one for each pair of groups, and checks that their rules fit the groups. */
final class ProjectionBuilder {
    /** The most synapses that fit an array. */
    private static final long MOST_SYNAPSES = Integer.MAX_VALUE - 8L;

    private final Groups groups;
    private final SynapseCheck check;
    private final Report report;
    private final SynapseLists lists;
    private final List<Projection> built = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private int id;

    ProjectionBuilder(Groups groups, SynapseCheck check, Report report, SynapseLists lists) {
        this.groups = groups;
        this.check = check;
        this.report = report;
        this.lists = lists;
    }

    List<Projection> built() {
        return built;
    }

    /** Adds the projections of an entry. */
    void add(int place, ProjectionSettings entry) {
        String path = "projections." + place;
        Optional<SynapseLists.Listed> listed = lists.of(path + ".connect", entry);
        entry.delay().ifPresent(delay -> check.delays(path + ".delay", delay));
        for (int i = 0; i < entry.to().size(); i++) {
            groups.checkPopulation(
                    path + ".to" + (entry.to().size() > 1 ? "." + i : ""),
                    entry.to().get(i));
            String target = entry.to().get(i);
            entry.weight().ifPresent(weight -> check.unit(path + ".weight", weight, target));
        }
        for (int i = 0; i < entry.from().size(); i++) {
            String source = entry.from().get(i);
            groups.checkOrigin(path + ".from" + (entry.from().size() > 1 ? "." + i : ""), source);
            entry.weight().ifPresent(weight -> check.sign(path + ".weight", weight, source));
            for (String target : entry.to()) {
                connect(path, entry, source, target, listed);
            }
        }
    }

    private void connect(
            String path, ProjectionSettings entry, String source, String target, Optional<SynapseLists.Listed> listed) {
        int own = id++;
        String name = uniqueName(path, entry, source, target);
        Optional<Integer> sources = groups.size(source);
        Optional<Integer> targets = groups.size(target);
        if (sources.isEmpty() || targets.isEmpty()) {
            return;
        }
        Ends ends = new Ends(sources.get(), targets.get(), source.equals(target));
        Optional<ConnectionRule> rule = Optional.empty();
        if (entry.connect() instanceof ConnectSettings.ByRule by) {
            rule = checkRule(path + ".connect", by.rule(), ends, source, target) ? Optional.of(by.rule()) : rule;
        } else if (listed.isPresent()) {
            lists.check(listed.get(), ends, source, target);
            rule = Optional.of(listed.get().rule());
        }
        Optional<Integer> from = groups.place(source);
        Optional<Integer> to = groups.place(target);
        if (rule.isPresent()
                && from.isPresent()
                && to.isPresent()
                && report.problems().none()) {
            built.add(new Projection(
                    name,
                    own,
                    from.get(),
                    to.get(),
                    rule.get(),
                    entry.weight().map(Measured::value).map(Law::distribution).orElse(new Distribution.Constant(0)),
                    entry.delay()
                            .map(Law::distribution)
                            .orElseGet(() -> listed.orElseThrow().firstDelay())));
        }
    }

    private String uniqueName(String path, ProjectionSettings entry, String source, String target) {
        boolean isPair = entry.from().size() * entry.to().size() == 1;
        String pair = source + "->" + target;
        String name =
                entry.name().map(given -> isPair ? given : given + ":" + pair).orElse(pair);
        String unique = name;
        for (int i = 2; !names.add(unique); i++) {
            unique = name + "#" + i;
        }
        if (entry.name().isPresent() && !unique.equals(name)) {
            report.wrong(path + ".name", "a second " + entry.name().get(), "a name of its own, or none");
        }
        return unique;
    }

    private boolean checkRule(String path, ConnectionRule rule, Ends ends, String source, String target) {
        int before = report.problems().count();
        String sizes = ends.sources() + " neurons of " + source;
        if (rule instanceof OneToOne && ends.sources() != ends.targets()) {
            report.wrong(
                    path,
                    "one-to-one from " + sizes + " to " + ends.targets() + " of " + target,
                    "groups of equal sizes");
        } else if (rule instanceof FixedIndegree in) {
            long choices = (long) ends.sources() - (ends.same() && !in.autapses() ? 1 : 0);
            checkDegree(path + ".indegree", in.indegree(), choices, in.multapses(), sizes);
        } else if (rule instanceof FixedOutdegree out) {
            long choices = (long) ends.targets() - (ends.same() && !out.autapses() ? 1 : 0);
            checkDegree(
                    path + ".outdegree",
                    out.outdegree(),
                    choices,
                    out.multapses(),
                    ends.targets() + " neurons of " + target);
        } else if (rule instanceof FixedTotalNumber total) {
            long choices = (long) (ends.sources() - (ends.same() && !total.autapses() ? 1 : 0)) * ends.targets();
            checkDegree(path + ".total", total.total(), choices, total.multapses(), choices + " pairs of neurons");
        }
        double expected = rule.expected(ends);
        if (expected > MOST_SYNAPSES) {
            report.wrong(
                    path,
                    String.format(Locale.ROOT, "%.3g synapses from %s to %s", expected, source, target),
                    "at most " + MOST_SYNAPSES + " synapses a projection");
        }
        return report.problems().count() == before;
    }

    private void checkDegree(String path, long degree, long choices, boolean multapses, String among) {
        if (choices == 0 && degree > 0) {
            report.wrong(path, degree + " among " + among, "autapses: true, as there is nothing else to connect to");
        } else if (!multapses && degree > choices) {
            report.wrong(path, degree + " among " + among, "from 0 to " + choices + ", or multapses: true");
        }
    }
}
