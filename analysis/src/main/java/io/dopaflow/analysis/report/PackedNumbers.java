package io.dopaflow.analysis.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Numbers of a figure in JSON, small also where there are many. Few are a plain array, with {@code null} for a gap; equal steps
 * are their first, step and count; the others are bytes in base64, little endian: whole numbers of one or two bytes, floats
 * where a float is as good as a double for drawing, or doubles.
 */
final class PackedNumbers {
    /** As many are written plainly. */
    private static final int FEW = 24;

    /** Against the span of the numbers: far below a pixel, also in a window of a thousandth of them. */
    private static final double TOLERANCE = 1e-7;

    private PackedNumbers() {}

    static void write(double[] numbers, JsonGenerator json) throws IOException {
        if (numbers.length <= FEW) {
            plain(numbers, json);
            return;
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        boolean isWhole = true;
        for (double number : numbers) {
            low = Math.min(low, Double.isFinite(number) ? number : low);
            high = Math.max(high, Double.isFinite(number) ? number : high);
            isWhole &= number == (int) number;
        }
        double step = (numbers[numbers.length - 1] - numbers[0]) / (numbers.length - 1);
        json.writeStartObject();
        if (areSteps(numbers, step, TOLERANCE * (high - low))) {
            json.writeStringField("type", "steps");
            json.writeNumberField("from", numbers[0]);
            json.writeNumberField("step", step);
            json.writeNumberField("count", numbers.length);
        } else if (isWhole && low >= 0 && high < 1 << Short.SIZE) {
            boolean isByte = high < 1 << Byte.SIZE;
            bytes(isByte ? "u8" : "u16", numbers, isByte ? Byte.BYTES : Short.BYTES, json);
        } else {
            boolean isFloat = areFloats(numbers, TOLERANCE * (high - low));
            bytes(isFloat ? "f32" : "f64", numbers, isFloat ? Float.BYTES : Double.BYTES, json);
        }
        json.writeEndObject();
    }

    private static void plain(double[] numbers, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (double number : numbers) {
            if (Double.isFinite(number)) {
                json.writeNumber(number);
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
    }

    private static boolean areSteps(double[] numbers, double step, double tolerance) {
        for (int i = 0; i < numbers.length; i++) {
            if (!(Math.abs(numbers[i] - (numbers[0] + i * step)) <= tolerance)) {
                return false;
            }
        }
        return true;
    }

    private static boolean areFloats(double[] numbers, double tolerance) {
        for (double number : numbers) {
            if (Math.abs(number - (float) number) > tolerance) {
                return false;
            }
        }
        return true;
    }

    private static void bytes(String type, double[] numbers, int size, JsonGenerator json) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(numbers.length, size)).order(ByteOrder.LITTLE_ENDIAN);
        for (double number : numbers) {
            switch (type) {
                case "u8" -> bytes.put((byte) (int) number);
                case "u16" -> bytes.putShort((short) (int) number);
                case "f32" -> bytes.putFloat((float) number);
                default -> bytes.putDouble(number);
            }
        }
        json.writeStringField("type", type);
        json.writeBinaryField("data", bytes.array());
    }
}
