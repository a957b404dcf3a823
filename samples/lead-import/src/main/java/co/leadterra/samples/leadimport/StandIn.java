package co.leadterra.samples.leadimport;

import java.util.Map;

import co.leadterra.test.LeadterraServer;

/**
 * A stand-in for Leadterra in a process of its own, which outlives the imports that are
 * killed.
 */
public final class StandIn {

	private static final int PORT = 8090;

	private StandIn() {
	}

	/**
	 * Starts the stand-in, which runs until Ctrl-C.
	 * @param args the port to take instead of 8090
	 */
	public static void main(String[] args) {
		int port = (args.length > 0) ? Integer.parseInt(args[0]) : PORT;
		LeadterraServer standIn = LeadterraServer.builder().port(port).start();
		String campaign = standIn.workspace().addCampaign(Map.of("name", "Demonstration"));
		System.out.printf("""
				A stand-in for Leadterra, which sends no mail, runs until Ctrl-C. Options for the import:
				--leadterra.base-url=%s --leadterra.api-key=%s --import.campaign=%s --import.file=%s
				""", standIn.baseUrl(), standIn.apiKey(), campaign, DemoFile.write());
	}

}
