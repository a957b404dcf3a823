package co.leadterra.samples.leadimport;

import java.util.List;

/**
 * Tests for an import that ends in the middle, with its job repository in a file of H2.
 */
class KilledImportTests extends AbstractKilledImportTests {

	@Override
	List<String> database() {
		return List.of("--spring.datasource.url=jdbc:h2:file:" + this.directory.resolve("jobs"));
	}

}
