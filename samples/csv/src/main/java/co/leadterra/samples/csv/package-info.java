/**
 * Leads from CSV files, as spreadsheets, CRMs and people write them.
 */
@NullMarked
package co.leadterra.samples.csv;

import org.jspecify.annotations.NullMarked;
