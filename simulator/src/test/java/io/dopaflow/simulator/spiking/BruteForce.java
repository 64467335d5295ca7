package io.dopaflow.simulator.spiking;

import io.dopaflow.models.spiking.plasticity.Eligibility;
import io.dopaflow.models.spiking.plasticity.InhibitoryStdp;
import io.dopaflow.models.spiking.plasticity.PairStdp;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.Scaling;
import io.dopaflow.models.spiking.plasticity.TimingWindow;
import io.dopaflow.models.spiking.plasticity.TripletStdp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A synapse by brute force: at each spike it sums over all earlier ones, with neither traces nor recursion. It knows the rules by their parameters alone.
 *
 * @param plasticity of the synapse
 * @param pre presynaptic spikes at the synapse, in ps, ascending; two may be equal
 * @param post postsynaptic spikes at the synapse, in ps, ascending
 * @param dopamine when it arrives, in ps, ascending
 * @param amounts of each
 * @param tauN of dopamine, in ms
 */
record BruteForce(Plasticity plasticity, long[] pre, long[] post, long[] dopamine, double[] amounts, double tauN) {
    private static final double MS = 1e9;
    private static final long SECOND = 1_000_000_000_000L;

    /** At one time the postsynaptic spike comes first, the presynaptic one last. */
    private enum Kind {
        POST,
        DOPAMINE,
        SCALING,
        PRE
    }

    private record Event(long at, Kind kind, int number) {}

    /** Where the synapse stands at a time. */
    record Value(double weight, double eligibility) {}

    private static double exp(long later, long earlier, double tauMs) {
        return StrictMath.exp(-(later - earlier) / MS / tauMs);
    }

    private List<Event> events(long until) {
        List<Event> all = new ArrayList<>();
        add(all, Kind.PRE, until, pre);
        add(all, Kind.POST, until, post);
        add(all, Kind.DOPAMINE, until, dopamine);
        if (plasticity.scaling().isPresent()) {
            for (long at = SECOND; at <= until; at += SECOND) {
                all.add(new Event(at, Kind.SCALING, 0));
            }
        }
        all.sort(Comparator.comparingLong(Event::at).thenComparing(Event::kind).thenComparingInt(Event::number));
        return all;
    }

    private static void add(List<Event> all, Kind kind, long until, long... times) {
        for (int i = 0; i < times.length; i++) {
            if (times[i] <= until) {
                all.add(new Event(times[i], kind, i));
            }
        }
    }

    /** The sum over the pairs of a postsynaptic spike with presynaptic ones that count. */
    private double x(int number, double tauMs) {
        long at = post[number];
        long before = number == 0 ? Long.MIN_VALUE : post[number - 1];
        int nearest = -1;
        double all = 0;
        double since = 0;
        for (int i = 0; i < pre.length; i++) {
            if (pre[i] < at) {
                nearest = i;
                all += exp(at, pre[i], tauMs);
                since += pre[i] >= before ? exp(at, pre[i], tauMs) : 0;
            }
        }
        double one = nearest < 0 ? 0 : exp(at, pre[nearest], tauMs);
        return switch (plasticity.rule().pairing()) {
            case ALL_TO_ALL -> all;
            case NEAREST_SYMMETRIC -> one;
            case NEAREST_RESTRICTED -> nearest >= 0 && before > pre[nearest] ? 0 : one;
            case PRE_CENTERED -> since;
        };
    }

    /** The sum over the pairs of a presynaptic spike with postsynaptic ones that count. */
    private double y(int number, double tauMs) {
        long at = pre[number];
        int nearest = -1;
        double all = 0;
        for (int i = 0; i < post.length; i++) {
            if (post[i] < at) {
                nearest = i;
                all += exp(at, post[i], tauMs);
            }
        }
        if (plasticity.rule().pairing() == Pairing.ALL_TO_ALL || nearest < 0) {
            return all;
        }
        boolean isAnotherBetween = number > 0 && pre[number - 1] > post[nearest];
        return plasticity.rule().pairing() == Pairing.NEAREST_RESTRICTED && isAnotherBetween
                ? 0
                : exp(at, post[nearest], tauMs);
    }

    /** The sum over the earlier spikes of the same side. */
    private static double earlier(long[] spikes, int number, double tauMs) {
        double sum = 0;
        for (int i = 0; i < number; i++) {
            sum += exp(spikes[number], spikes[i], tauMs);
        }
        return sum;
    }

    private double bounded(double weight) {
        return Math.max(plasticity.wMin(), Math.min(plasticity.wMax(), weight));
    }

    /** The synapse at times, ascending, after what happens then. */
    List<Value> at(double start, long... times) {
        return plasticity.eligibility().isPresent()
                ? modulated(start, plasticity.eligibility().get(), times)
                : direct(start, times);
    }

    private List<Value> direct(double start, long... times) {
        List<Value> values = new ArrayList<>();
        double weight = start;
        int look = 0;
        for (Event event : events(times[times.length - 1])) {
            while (times[look] < event.at) {
                values.add(new Value(weight, Double.NaN));
                look++;
            }
            weight = bounded(changed(weight, event));
        }
        for (; look < times.length; look++) {
            values.add(new Value(weight, Double.NaN));
        }
        return values;
    }

    private double changed(double w, Event event) {
        int i = event.number;
        if (event.kind == Kind.SCALING) {
            Scaling law = plasticity.scaling().orElseThrow();
            double trace = 0;
            for (long spike : post) {
                trace += spike <= event.at ? exp(event.at, spike, law.tauRate()) : 0;
            }
            return w * StrictMath.exp(law.beta() * (law.target() - trace / (law.tauRate() / 1000)));
        }
        boolean isPost = event.kind == Kind.POST;
        if (plasticity.rule() instanceof PairStdp pair) {
            double step = pair.lambda() * pair.wMax();
            return isPost
                    ? w + step * StrictMath.pow(1 - w / pair.wMax(), pair.muPlus()) * x(i, pair.tauPre())
                    : w - pair.alpha() * step * StrictMath.pow(w / pair.wMax(), pair.muMinus()) * y(i, pair.tauPost());
        }
        if (plasticity.rule() instanceof TripletStdp triplet) {
            return isPost
                    ? w
                            + x(i, triplet.tauPre())
                                    * (triplet.aPlus()
                                            + triplet.aPlusTriplet() * earlier(post, i, triplet.slowTauPost()))
                    : w
                            - y(i, triplet.tauPost())
                                    * (triplet.aMinus()
                                            + triplet.aMinusTriplet() * earlier(pre, i, triplet.slowTauPre()));
        }
        InhibitoryStdp inhibitory = (InhibitoryStdp) plasticity.rule();
        return isPost
                ? w + inhibitory.eta() * x(i, inhibitory.tau())
                : w + inhibitory.eta() * (y(i, inhibitory.tau()) - inhibitory.alpha());
    }

    /** A jump of the eligibility. */
    private record Jump(long at, double size) {}

    private List<Value> modulated(double start, Eligibility law, long... times) {
        TimingWindow window = (TimingWindow) plasticity.rule();
        List<Jump> jumps = new ArrayList<>();
        List<Value> values = new ArrayList<>();
        double weight = start;
        long now = 0;
        int look = 0;
        for (Event event : events(times[times.length - 1])) {
            while (times[look] < event.at) {
                weight = flow(weight, law, jumps, now, times[look]);
                now = times[look++];
                values.add(new Value(weight, eligibility(law, jumps, now)));
            }
            weight = flow(weight, law, jumps, now, event.at);
            now = event.at;
            if (event.kind == Kind.POST) {
                jumps.add(new Jump(now, window.aPlus() * x(event.number, window.tauPre())));
            } else if (event.kind == Kind.PRE) {
                jumps.add(new Jump(now, -window.aMinus() * y(event.number, window.tauPost())));
            }
        }
        for (; look < times.length; look++) {
            weight = flow(weight, law, jumps, now, times[look]);
            now = times[look];
            values.add(new Value(weight, eligibility(law, jumps, now)));
        }
        return values;
    }

    private static double eligibility(Eligibility law, List<Jump> jumps, long at) {
        double sum = 0;
        for (Jump jump : jumps) {
            sum += jump.size * exp(at, jump.at, law.tauC());
        }
        return sum;
    }

    /** The concentration after what has arrived at a time. */
    double concentration(long at) {
        double sum = 0;
        for (int i = 0; i < dopamine.length; i++) {
            sum += dopamine[i] <= at ? amounts[i] / tauN * exp(at, dopamine[i], tauN) : 0;
        }
        return sum;
    }

    /** The weight after a time without events: it moves one way until the concentration crosses the baseline, then the other. */
    private double flow(double weight, Eligibility law, List<Jump> jumps, long from, long to) {
        double c = eligibility(law, jumps, from);
        double n = concentration(from);
        double ms = (to - from) / MS;
        double b = law.baseline();
        double crossing = b != 0 && n / b > 1 ? tauN * StrictMath.log(n / b) : Double.POSITIVE_INFINITY;
        if (crossing >= ms) {
            return bounded(weight + c * integral(law, n, 0, ms));
        }
        double turned = bounded(weight + c * integral(law, n, 0, crossing));
        return bounded(turned + c * integral(law, n, crossing, ms));
    }

    /** Of (n exp(-t / tau_n) - b) exp(-t / tau_c) over t. */
    private double integral(Eligibility law, double n, double from, double to) {
        double both = 1 / (1 / law.tauC() + 1 / tauN);
        return n * both * (StrictMath.exp(-from / both) - StrictMath.exp(-to / both))
                - law.baseline() * law.tauC() * (StrictMath.exp(-from / law.tauC()) - StrictMath.exp(-to / law.tauC()));
    }
}
