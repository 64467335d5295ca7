package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.spiking.connection.ConnectionRule;
import io.dopaflow.models.spiking.connection.Ends;
import io.dopaflow.models.spiking.connection.FixedIndegree;
import io.dopaflow.models.spiking.connection.FixedOutdegree;
import io.dopaflow.models.spiking.connection.FixedTotalNumber;
import io.dopaflow.models.spiking.connection.OneToOne;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.spiking.ConnectSettings;
import io.dopaflow.scenarios.schema.spiking.ProjectionSettings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Checks that projections fit the groups that they connect. */
final class ProjectionCheck {
    /** The most synapses that fit an array. */
    private static final long MOST_SYNAPSES = Integer.MAX_VALUE - 8L;

    private final Groups groups;
    private final SynapseCheck check;
    private final Report report;
    private final SynapseLists lists;
    private final PlasticityCheck plasticity;
    private final DendriticDelays dendritic;
    private final Map<Integer, SynapseLists.Listed> listed = new HashMap<>();
    private final ProjectionNames names = new ProjectionNames();

    ProjectionCheck(
            Groups groups,
            SynapseCheck check,
            Report report,
            SynapseLists lists,
            PlasticityCheck plasticity,
            DendriticDelays dendritic) {
        this.groups = groups;
        this.check = check;
        this.report = report;
        this.lists = lists;
        this.plasticity = plasticity;
        this.dendritic = dendritic;
    }

    /** The synapses that are listed, by the places of their projections. */
    Map<Integer, SynapseLists.Listed> listed() {
        return listed;
    }

    /** Reports what is wrong with an entry, which is known as far as it is right. */
    void check(int place, ProjectionSettings entry) {
        String path = "projections." + place;
        lists.of(path, entry).ifPresent(list -> listed.put(place, list));
        entry.delay().ifPresent(delay -> check.delays(path + ".delay", delay));
        for (int i = 0; i < entry.to().size(); i++) {
            String target = entry.to().get(i);
            groups.checkPopulation(path + ".to" + (entry.to().size() > 1 ? "." + i : ""), target);
            entry.weight().ifPresent(weight -> check.unit(check.at(path + ".weight"), weight, target));
        }
        for (int i = 0; i < entry.from().size(); i++) {
            String source = entry.from().get(i);
            groups.checkOrigin(path + ".from" + (entry.from().size() > 1 ? "." + i : ""), source);
            entry.weight().ifPresent(weight -> check.sign(check.at(path + ".weight"), weight, source));
            for (String target : entry.to()) {
                checkPair(place, entry, source, target);
            }
        }
        Optional<SynapseLists.Listed> list = Optional.ofNullable(listed.get(place));
        plasticity.check(path, entry, list);
        dendritic.check(path, entry, list);
    }

    private void checkPair(int place, ProjectionSettings entry, String source, String target) {
        String path = "projections." + place;
        if (!names.isOwn(entry, source, target)) {
            report.wrong(path + ".name", "a second " + entry.name().orElseThrow(), "a name of its own, or none");
        }
        if (listed.containsKey(place)) {
            lists.check(listed.get(place), groups, source, target);
        }
        Optional<Integer> sources = groups.size(source);
        Optional<Integer> targets = groups.size(target);
        if (sources.isPresent() && targets.isPresent() && entry.connect() instanceof ConnectSettings.ByRule by) {
            Ends ends = new Ends(sources.get(), targets.get(), source.equals(target));
            checkRule(path + ".connect", by.rule(), ends, source, target);
        }
    }

    private void checkRule(String path, ConnectionRule rule, Ends ends, String source, String target) {
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
    }

    private void checkDegree(String path, long degree, long choices, boolean multapses, String among) {
        if (choices == 0 && degree > 0) {
            report.wrong(path, degree + " among " + among, "autapses: true, as there is nothing else to connect to");
        } else if (!multapses && degree > choices) {
            report.wrong(path, degree + " among " + among, "from 0 to " + choices + ", or multapses: true");
        }
    }
}
