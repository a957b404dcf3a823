/**
 * The inbox, drafts and follow-ups of sales development representatives (SDRs).
 */
@NullMarked
package co.leadterra.client.sdr;

import org.jspecify.annotations.NullMarked;
