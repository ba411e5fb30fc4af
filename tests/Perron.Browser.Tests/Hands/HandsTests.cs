using Perron.Browser.Tests.Stage;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
namespace Perron.Browser.Tests.Hands;

/// <summary>One scripted case of each way in which cases run, by hand (ScenarioTests plays all of the catalogue): each person at a screen of their own, from the form to the end, each page looked at on the way.</summary>
public sealed class HandsTests : IAsyncLifetime
{
    private static readonly string[] WithoutScripts = ["acte-de-naissance", "changement-d-adresse", "mariage", "prime-velo"];

    // Over HTTP each runs on both databases; by hand each on one of the two, turn by turn.
    public static TheoryData<string, bool> Scenarios
    {
        get
        {
            var all = new TheoryData<string, bool>();
            var every = ScenarioFile.OneOfEachWay.Select(name => (name, true)).Concat(WithoutScripts.Select(name => (name, false)));
            foreach (var (name, javaScript) in every.Where((_, turn) => turn % 2 == (TestDatabase.IsPostgres ? 0 : 1)))
            {
                all.Add(name, javaScript);
            }

            return all;
        }
    }

    private Chromium _chromium = null!;

    public async ValueTask InitializeAsync() => _chromium = await Chromium.Start();

    [Theory, MemberData(nameof(Scenarios))]
    public async Task People_carry_it_from_the_form_to_the_end(string scenario, bool javaScript)
    {
        await using var portal = await LivePortal.OpenDoors(Play.Begins);
        var (file, watched) = (ScenarioFile.Read(scenario), new Watched());
        var play = new Play(portal, _chromium, portal.Braine, file, javaScript, watched);
        await play.Ask();
        foreach (var act in file.Acts)
        {
            await play.Carry(act);
        }

        foreach (var (act, took) in play.Shown)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{act}: shown in /mon-espace after {took.TotalMilliseconds:0} ms");
        }

        Assert.True(watched.Wrong.Count == 0, string.Join('\n', watched.Wrong));
        // Half of them at once; that a builder beside us takes the processor for a moment is no fault of the house.
        Assert.True(!javaScript || play.Shown.Select(shown => shown.Took).Order().ElementAt(play.Shown.Count / 2) < Patience.AtOnce, string.Join(", ", play.Shown));
    }

    public ValueTask DisposeAsync() => _chromium.DisposeAsync();
}
