package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.learned.TaskFamilies;
import io.dopaflow.analysis.learned.TaskFamily;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one of a few words, says which when it is another, and offers them to shells that complete commands. */
abstract class Choice implements ITypeConverter<String>, Iterable<String> {
    private final List<String> words;

    Choice(String... words) {
        this.words = List.of(words);
    }

    @Override
    public String convert(String word) {
        if (!words.contains(word)) {
            throw new TypeConversionException(String.join(" | ", words));
        }
        return word;
    }

    @Override
    public Iterator<String> iterator() {
        return words.iterator();
    }

    /** Shells. */
    static final class OfShell extends Choice {
        OfShell() {
            super("bash", "zsh");
        }
    }

    /** Names of engines. */
    static final class OfEngine extends Choice {
        OfEngine() {
            super("auto", "actor", "population");
        }
    }

    /** What may be recorded beyond what the scenario says. */
    static final class OfRecord extends Choice {
        OfRecord() {
            super("full");
        }
    }

    /** Kinds of spikes. */
    static final class OfSpikeKind extends Choice {
        OfSpikeKind() {
            super("onset", "readout");
        }
    }

    /** Forms of output. */
    static final class OfFormat extends Choice {
        OfFormat() {
            super("table", "csv", "json");
        }
    }

    /** Objectives of learning rules. */
    static final class OfObjective extends Choice {
        OfObjective() {
            super("loss", "expected-loss");
        }
    }

    /** Whether weights are those of a rule's own training, or of gradient descent. */
    static final class OfWay extends Choice {
        OfWay() {
            super("rule", "sgd");
        }
    }

    /** Families of tasks that learning rules are sought on. */
    static final class OfFamily extends Choice {
        OfFamily() {
            super(TaskFamilies.all().stream().map(TaskFamily::name).toArray(String[]::new));
        }
    }

    /** Ways to seek a learning rule. */
    static final class OfMethod extends Choice {
        OfMethod() {
            super("evolution", "gradient");
        }
    }
}
