package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.format.Quantities;
import io.dopaflow.scenarios.format.Report;
import java.util.Optional;

/**
 * Checks that times lie where the use of virtual time lets them lie.
 *
 * @param known how time is used; nothing if that is wrong, and then everything may be where it is
 */
record Grid(Optional<TimeMode> known, Report report) {

    /** How time is used; precisely, where that is not known. */
    TimeMode time() {
        return known.orElseGet(TimeMode.Precise::new);
    }

    /** Reports a time that is no multiple of the unit of time, with the two nearest. */
    void check(String path, long ps) {
        long unit = time().unitPs();
        if (ps % unit != 0) {
            long below = ps / unit * unit;
            report.wrong(
                    path,
                    text(ps),
                    "multiples of the step, " + text(unit) + "; the nearest are " + text(below) + " and "
                            + text(below + unit));
        }
    }

    /** The same of a time that is above 0. */
    void checkPositive(String path, long ps) {
        if (ps < time().unitPs()) {
            report.wrong(
                    path,
                    text(ps),
                    "positive multiples of the step, " + text(time().unitPs()) + "; the nearest is "
                            + text(time().unitPs()));
        } else {
            check(path, ps);
        }
    }

    /** A time as files mostly have it, in ms. */
    static String text(long ps) {
        return Quantities.TIME.text(VirtualTime.toMilliseconds(ps));
    }

    boolean isPrecise() {
        return known.filter(TimeMode.Precise.class::isInstance).isPresent();
    }
}
