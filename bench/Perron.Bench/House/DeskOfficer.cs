using System.Text.RegularExpressions;
namespace Perron.Bench.House;

/// <summary>Sophie of the demonstration, signed in by a click on the page that shows its officers.</summary>
internal static partial class DeskOfficer
{
    public static async Task<(Caller Officer, Guid Id)> SignIn(Caller caller)
    {
        var page = await caller.Get("/agent/connexion");
        var id = DemoOfficer().Match(page.Text) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException("No demonstration officer of the Population service is shown.");
        return (await caller.Post("/agent/connexion/demonstration", page.Form, ("agent", id))).Leads ? (caller, Guid.Parse(id)) : throw new InvalidOperationException("The officer was not signed in.");
    }

    [GeneratedRegex("Sophie Lambert</h2>.*?name=\"agent\" value=\"([0-9a-f-]{36})\"", RegexOptions.Singleline)]
    private static partial Regex DemoOfficer();
}
