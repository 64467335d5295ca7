package io.dopaflow.scenarios.schema;

/**
 * A column of the data as a scenario calls it.
 *
 * @param text its name, or the digits of its number
 * @param isNumber whether it is called by its number, from 0; a number in quotation marks is a name
 */
public record Column(String text, boolean isNumber) {

    /** The number of the column, where it is called by that. */
    public int number() {
        return Integer.parseInt(text);
    }
}
