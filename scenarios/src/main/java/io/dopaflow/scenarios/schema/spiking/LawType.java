package io.dopaflow.scenarios.schema.spiking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.ListType;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Quantities;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import io.dopaflow.scenarios.format.Values;
import io.dopaflow.scenarios.format.WordOrMapping;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value with its unit, or a law by which values are drawn. The distributions say themselves what they allow.
 *
 * @param unit that of the models, empty for numbers without one
 */
public record LawType(String unit) implements ValueType<Law> {
    private static final int MOST_VALUES = 100_000;
    private static final double LARGEST = 1e300;

    /** The keys of a law in words that hold for every unit, for the reference. */
    public static List<Key<? super Law, ?>> keys() {
        return new LawType("mV").detail().keys();
    }

    private ScalarType<Double> scalar() {
        return unit.isEmpty()
                ? Types.number(-LARGEST, LARGEST)
                : Quantities.in(unit).any();
    }

    private Key<Law, List<Double>> uniform() {
        return Key.conditional(
                "uniform",
                new ListType<>(scalar(), "ends, low and high", 2, 2),
                "-",
                Key.when(Function.identity(), Law.Uniform.class, law -> List.of(law.low(), law.high())),
                "Uniform from the first to below the second.");
    }

    private Key<Law, Law.Normal> normal() {
        Key<Law.Normal, Double> mean = Key.required("mean", scalar(), Law.Normal::mean, "The mean.");
        Key<Law.Normal, Double> sd =
                Key.required("sd", scalar(), Law.Normal::sd, "The standard deviation before bounds, above 0.");
        Key<Law.Normal, Double> low =
                Key.conditional("low", scalar(), "no bound", Law.Normal::low, "No value is below.");
        Key<Law.Normal, Double> high =
                Key.conditional("high", scalar(), "no bound", Law.Normal::high, "No value is above.");
        Key<Law.Normal, Distribution.Outside> outside = Key.defaulted(
                "outside",
                Types.choice(Distribution.Outside.class),
                Distribution.Outside.REDRAWN,
                Law.Normal::outside,
                "What becomes of a draw out of bounds: it is redrawn, or clipped to the bound.");
        return Key.conditional(
                "normal",
                MappingType.of(
                        List.of(mean, sd, low, high, outside),
                        values -> new Law.Normal(
                                values.get(mean),
                                values.get(sd),
                                values.find(low),
                                values.find(high),
                                values.get(outside))),
                "-",
                Key.when(Function.identity(), Law.Normal.class, Function.identity()),
                "Normal with a mean and standard deviation, within bounds if there are any.");
    }

    private Key<Law, Law.LogNormal> logNormal() {
        Key<Law.LogNormal, Double> median =
                Key.required("median", scalar(), Law.LogNormal::median, "The median, above 0.");
        Key<Law.LogNormal, Double> sigma = Key.required(
                "sigma", Types.positive(100), Law.LogNormal::sigma, "The standard deviation of the logarithm.");
        return Key.conditional(
                "lognormal",
                MappingType.of(
                        List.of(median, sigma), values -> new Law.LogNormal(values.get(median), values.get(sigma))),
                "-",
                Key.when(Function.identity(), Law.LogNormal.class, Function.identity()),
                "The exponential of a normal law; all values are above 0.");
    }

    private Key<Law, List<Double>> table() {
        return Key.conditional(
                "values",
                new ListType<>(scalar(), "values", 1, MOST_VALUES),
                "-",
                Key.when(Function.identity(), Law.Table.class, Law.Table::values),
                "Each of these alike likely; one that stands twice is twice as likely.");
    }

    private MappingType<Law> detail() {
        Key<Law, List<Double>> uniform = uniform();
        Key<Law, Law.Normal> normal = normal();
        Key<Law, Law.LogNormal> logNormal = logNormal();
        Key<Law, List<Double>> table = table();
        return MappingType.<Law>of(
                        List.of(uniform, normal, logNormal, table),
                        values -> values.find(uniform)
                                .<Law>map(ends -> new Law.Uniform(ends.get(0), ends.get(1)))
                                .or(() -> values.find(normal))
                                .or(() -> values.find(logNormal))
                                .orElseGet(() -> new Law.Table(values.get(table))))
                .withExactlyOneOf("uniform: [1 mV, 2 mV]", uniform, normal, logNormal, table)
                .withCheck(values -> {
                    check(values, uniform, ends -> new Law.Uniform(ends.get(0), ends.get(1)));
                    check(values, normal, law -> law);
                    check(values, logNormal, law -> law);
                });
    }

    private static <T> void check(Values values, Key<Law, T> key, Function<T, Law> law) {
        values.find(key).ifPresent(found -> {
            try {
                law.apply(found).distribution();
            } catch (IllegalArgumentException e) {
                Refusal refusal = Refusal.of(e);
                values.wrong(key, refusal.found(), refusal.allowed());
            }
        });
    }

    private WordOrMapping<Law> type() {
        ScalarType<Double> scalar = scalar();
        ScalarType<Law> fixed = new ScalarType<>(
                scalar.allowed(),
                node -> scalar.parser().apply(node).map(Law.Fixed::new),
                scalar.hint(),
                law -> scalar.write(((Law.Fixed) law).value()),
                scalar.jsonSchema());
        return new WordOrMapping<>(fixed, detail(), law -> !(law instanceof Law.Fixed));
    }

    @Override
    public Optional<Law> read(Node node, Reading reading) {
        return type().read(node, reading);
    }

    @Override
    public Node write(Law value) {
        return type().write(value);
    }

    @Override
    public String allowed() {
        return scalar().allowed() + " | a law (uniform, normal, lognormal, values)";
    }

    /** A reference to {@link #definition}, which is long and the same in many places. */
    @Override
    public ObjectNode jsonSchema() {
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/$defs/" + definitionName());
    }

    /** The name of the definition in the schema for editors. */
    public String definitionName() {
        return "law_" + (unit.isEmpty() ? "number" : unit.replace('/', '_').toLowerCase(Locale.ROOT));
    }

    /** The definition itself. */
    public ObjectNode definition() {
        return type().jsonSchema();
    }
}
