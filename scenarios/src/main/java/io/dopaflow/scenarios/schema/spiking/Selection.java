package io.dopaflow.scenarios.schema.spiking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.scenarios.format.ListType;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.OneOrList;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.ScalarKind;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.ValueType;
import io.dopaflow.scenarios.format.Written;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Some neurons of a population, by their numbers from 0.
 *
 * @param ranges in any order
 */
public record Selection(List<Range> ranges) {
    /** How neurons are chosen in files: {@code 3}, {@code 0..4} or a list of such. */
    public static final ValueType<Selection> TYPE = new Type();

    private static final int MOST_RANGES = 100_000;

    /** Copies. */
    public Selection {
        ranges = List.copyOf(ranges);
    }

    /**
     * Neurons of successive numbers.
     *
     * @param last that of the last one, not below the first
     */
    public record Range(int first, int last) {}

    /** The numbers, ascending, each once. */
    public int[] numbers() {
        return ranges.stream()
                .flatMapToInt(range -> IntStream.rangeClosed(range.first, range.last))
                .sorted()
                .distinct()
                .toArray();
    }

    /** How many numbers there are, those that are in several ranges as often. */
    public long count() {
        return ranges.stream()
                .mapToLong(range -> range.last - (long) range.first + 1)
                .sum();
    }

    /** The largest number; -1 if none is selected. */
    public int largest() {
        return ranges.stream().mapToInt(Range::last).max().orElse(-1);
    }

    private record Type() implements ValueType<Selection> {
        private static final String FORM = "([0-9]{1,9})(?:\\.\\.([0-9]{1,9}))?";
        private static final Pattern PATTERN = Pattern.compile(FORM);
        private static final ScalarType<Range> RANGE = new ScalarType<>(
                "a number, or a range such as 0..4",
                scalar -> parse(scalar.text()),
                scalar -> "",
                Type::written,
                schema());
        private static final OneOrList<Range> RANGES =
                new OneOrList<>(new ListType<>(RANGE, "of these", 0, MOST_RANGES));

        private static ObjectNode schema() {
            ObjectNode schema = JsonNodeFactory.instance.objectNode();
            schema.putArray("type").add("integer").add("string");
            return schema.put("minimum", 0).put("pattern", "^" + FORM + "$");
        }

        private static Optional<Range> parse(String text) {
            Matcher matcher = PATTERN.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            return Optional.of(new Range(first, last)).filter(range -> range.first <= range.last);
        }

        private static Node written(Range range) {
            return range.first == range.last
                    ? new Node.Scalar(Integer.toString(range.first), ScalarKind.NUMBER, Node.NOWHERE)
                    : Written.text(range.first + ".." + range.last);
        }

        @Override
        public Optional<Selection> read(Node node, Reading reading) {
            return RANGES.read(node, reading).map(Selection::new);
        }

        @Override
        public Node write(Selection value) {
            return RANGES.write(value.ranges);
        }

        @Override
        public String allowed() {
            return RANGE.allowed() + ", or a list of these";
        }

        @Override
        public ObjectNode jsonSchema() {
            return RANGES.jsonSchema();
        }
    }
}
