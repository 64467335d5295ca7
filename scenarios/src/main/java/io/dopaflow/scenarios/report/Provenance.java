package io.dopaflow.scenarios.report;

import io.dopaflow.analysis.report.Block.Fact;
import io.dopaflow.analysis.report.Words;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunManifest.Environment;
import java.util.ArrayList;
import java.util.List;

/** Where a run comes from: what must be known to have it again, and what it ran on. */
final class Provenance {
    private Provenance() {}

    static List<Fact> of(ReportedRun run) {
        RunManifest manifest = run.manifest();
        Environment environment = manifest.environment();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Scenario", manifest.name(), false));
        facts.add(new Fact("Run", run.label(), false));
        facts.add(new Fact("Dopaflow", manifest.dopaflow(), false));
        facts.add(new Fact("Seed", Long.toString(manifest.seed()), true));
        facts.add(new Fact("Digest of the result", manifest.digest().orElse("none: it did not come to its end"), true));
        facts.add(new Fact("Digest of the scenario", manifest.scenarioDigest(), true));
        manifest.dataDigest().ifPresent(digest -> facts.add(new Fact("Digest of the data", digest, true)));
        facts.add(new Fact(
                "Engine",
                environment.engine() + ", " + Words.count(environment.threads(), "thread")
                        + (environment.reason().isEmpty() ? "" : " (" + environment.reason() + ")"),
                false));
        facts.add(new Fact("Java", environment.jvm(), false));
        facts.add(new Fact("Machine", environment.os(), false));
        facts.add(new Fact("Started", manifest.started().toString(), false));
        manifest.finished().ifPresent(end -> facts.add(new Fact("Ended", end.toString(), false)));
        for (RunManifest.Resumption resumption : manifest.resumptions()) {
            facts.add(new Fact("Resumed", resumption.at().toString(), false));
        }
        return facts;
    }
}
