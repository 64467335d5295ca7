package io.dopaflow.scenarios.load;

import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.phased.RuleCatalog;
import io.dopaflow.scenarios.schema.ScenarioSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DumpTest {
    @Test
    void dump() throws Exception {
        List<String> out = new ArrayList<>();
        for (WrongCases.Wrong wrong :
                WrongCases.of(WrongCases.resource("right-rule.yaml"), "wrong-rules.txt", UnaryOperator.identity())) {
            out.add("@@ " + wrong.title());
            try {
                out.add("ACCEPTED " + RuleCatalog.ifRule(wrong.text(), "rule.yaml"));
            } catch (InvalidScenarioException e) {
                out.addAll(e.lines());
            } catch (RuntimeException e) {
                out.add("THROWN " + e);
            }
        }
        Files.write(Path.of("/tmp/dump.txt"), out);
        Files.writeString(Path.of("/tmp/reference.md"), ScenarioSchema.reference());
    }
}
