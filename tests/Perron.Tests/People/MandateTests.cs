using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Cases;
using Perron.Delivery;
using Perron.People;
using Perron.Platform.Security;
using Perron.Tests.Cases;
using Perron.Tests.Support;
using Perron.Workflow;
namespace Perron.Tests.People;

/// <summary>A mandate of the personal space opens what it says, as long as it is in force, to its holder alone; who gave it sees all that is done with it.</summary>
public sealed class MandateTests
{
    [Fact]
    public async Task The_holder_asks_in_the_giver_s_name_without_any_file_and_the_certificate_is_about_the_giver()
    {
        await using var portal = await Portal.Open();
        var (claire, ahmed) = await Both(portal);
        await Give(portal, ahmed, claire, Mandate.EveryProcedure);
        var holder = portal.VisitAs(claire, portal.Braine);
        await holder.Open(Townspeople.Form);
        Assert.True(holder.Shows("Au nom de qui demandez-vous") && holder.Shows("Ahmed El Amrani"), holder.Text);
        await holder.Open(Link(holder, "/mandat/"));
        Assert.True(holder.Shows("Vous demandez au nom de Ahmed El Amrani"), holder.Text);
        await holder.Submit("Continuer", ("motif", "notaire"));
        await holder.Submit("Continuer", ("remise", "telecharger"));
        await holder.Submit("Continuer", ("courriel", "claire@example.org"));
        var reference = await holder.Send();
        Assert.True((await holder.Open($"/suivi/{reference}")).Shows("Demandée au nom de Ahmed El Amrani, sous son mandat accepté le"), holder.Text);
        var one = await portal.Case(portal.Braine, reference);
        Assert.True(one.IsForThirdPerson);
        Assert.DoesNotContain("7902141", one.Answers, StringComparison.Ordinal);

        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}");
        Assert.True(sophie.Shows("Demandée au nom de Ahmed El Amrani, sous son mandat"), sophie.Text);
        Assert.False(sophie.Shows("Demander la procuration"), sophie.Text);
        await sophie.Submit("Consulter le registre");
        Assert.True(sophie.Shows("Ahmed El Amrani") && sophie.Shows("Confirmer les données du registre"), sophie.Text);
        await sophie.Submit("Confirmer les données du registre");
        await sophie.Produce(reference);
        Assert.Equal(PublicStatus.Delivered, (await portal.Case(portal.Braine, reference)).Status);
    }

    [Fact]
    public async Task Who_gave_it_is_told_and_sees_the_case_and_who_looked_at_it()
    {
        await using var portal = await Portal.Open();
        var (claire, ahmed) = await Both(portal);
        await Give(portal, ahmed, claire, "composition-de-menage");
        var reference = await Ask(portal.VisitAs(claire, portal.Braine));
        var mail = await portal.InDb(portal.Braine, db => db.Set<OutboxMessage>().AsNoTracking().SingleAsync(message => message.Template == "case-filed-in-your-name"));
        Assert.Equal("ahmed@example.org", mail.To);
        Assert.Equal("Claire Dubois", mail.Given["holder"]);
        Assert.DoesNotContain(mail.Given.Values, value => value.Contains("cle=", StringComparison.Ordinal));
        await (await portal.AsSophie()).Open($"/agent/dossiers/{reference}");
        var giver = await portal.VisitAs(ahmed, portal.Braine).Open("/mon-espace");
        Assert.True(giver.Shows(reference), giver.Text);
        Assert.True((await giver.Open("/mon-espace/consultations")).Shows(reference), giver.Text);
        Assert.True((await giver.Open($"/suivi/{reference}")).Shows("Demandée au nom de Ahmed El Amrani"), giver.Text);
    }

    [Theory]
    [InlineData("ended")]
    [InlineData("expired")]
    [InlineData("other-procedure")]
    [InlineData("in-words")]
    [InlineData("weak")]
    [InlineData("somebody-else")]
    [InlineData("not-accepted")]
    [InlineData("other-commune")]
    public async Task What_is_not_in_force_for_this_person_and_procedure_opens_nothing(string why)
    {
        await using var portal = await Portal.Open();
        var (claire, ahmed) = await Both(portal);
        var id = await Give(portal, ahmed, claire, why switch { "other-procedure" => "acte-de-naissance", "in-words" => null, _ => "composition-de-menage" }, isAccepted: why != "not-accepted");
        var way = $"/demarches/composition-de-menage/demande/mandat/{id.Value}";
        var step = $"{way}/motif";
        var holder = portal.VisitAs(claire, portal.Braine);
        if (why is "ended" or "expired")
        {
            Assert.Equal(HttpStatusCode.OK, (await holder.Open(step)).Status); // and now no more
            await holder.Submit("Continuer", ("motif", "notaire"));
            await portal.InDb(portal.Braine, db => why == "ended"
                ? db.Set<Mandate>().ExecuteUpdateAsync(row => row.SetProperty(one => one.EndedAt, portal.Now))
                : db.Set<Mandate>().ExecuteUpdateAsync(row => row.SetProperty(one => one.Until, new NodaTime.LocalDate(2026, 1, 1))));
            Assert.False((await holder.Open("/mon-espace")).Shows("au nom de Ahmed"), holder.Text);
        }

        holder = why switch
        {
            "weak" => portal.VisitAs(claire with { Level = IdentityLevel.Weak }, portal.Braine),
            "somebody-else" => portal.VisitAs(await portal.Citizen(portal.Braine, "Lieve", "Peeters", "17073003384", IdentityLevel.Strong), portal.Braine),
            "other-commune" => portal.VisitAs(await portal.Marcel(), portal.Boussu),
            _ => holder,
        };
        Assert.False((await holder.Open(Townspeople.Form)).Shows("Ahmed El Amrani"), holder.Text);
        foreach (var url in (string[])[way, step, $"{way}/verifier"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await holder.Http.GetAsync(url)).StatusCode);
        }
    }

    [Fact]
    public async Task Sending_under_a_mandate_that_has_ended_meanwhile_is_refused()
    {
        await using var portal = await Portal.Open();
        var (claire, ahmed) = await Both(portal);
        await Give(portal, ahmed, claire, Mandate.EveryProcedure);
        var holder = portal.VisitAs(claire, portal.Braine);
        await FillIn(holder);
        var giver = await portal.VisitAs(ahmed, portal.Braine).Open("/mon-espace/mandats");
        await giver.Submit("Mettre fin");
        await holder.Submit("Envoyer ma demande");
        Assert.Equal(HttpStatusCode.NotFound, holder.Status);
        Assert.Equal(0, await portal.InDb(portal.Braine, db => db.Set<Case>().CountAsync()));
    }

    [Fact]
    public async Task Whose_name_it_is_cannot_be_changed_by_what_is_posted()
    {
        await using var portal = await Portal.Open();
        var (claire, ahmed) = await Both(portal);
        var id = await Give(portal, ahmed, claire, Mandate.EveryProcedure);
        var holder = portal.VisitAs(claire, portal.Braine);
        await FillIn(holder);
        var keys = holder.FieldsOf("Envoyer ma demande").Where(field => field.Name is "__RequestVerificationToken").ToArray();
        await holder.Post($"/demarches/composition-de-menage/demande/mandat/{id.Value}/autre-personne", [.. keys, ("key", Guid.CreateVersion7().ToString()), ("personne-prenom", "Marc"), ("personne-nom", "Autre"), ("personne-numero", "68012531084"), ("lien", "mandataire")]);
        Assert.Equal(HttpStatusCode.NotFound, holder.Status);
        await holder.Open($"/demarches/composition-de-menage/demande/mandat/{id.Value}/verifier");
        var one = await portal.Case(portal.Braine, await holder.Send());
        Assert.Contains("El Amrani", one.Answers, StringComparison.Ordinal);
        Assert.DoesNotContain("Autre", one.Answers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_s_own_draft_and_one_in_another_s_name_stand_side_by_side()
    {
        await using var portal = await Portal.Open();
        var (claire, ahmed) = await Both(portal);
        await Give(portal, ahmed, claire, Mandate.EveryProcedure);
        var holder = portal.VisitAs(claire, portal.Braine);
        await holder.Open($"{Townspeople.Form}?pour=moi");
        await holder.Submit("Continuer", ("pour-qui", "moi"));
        await FillIn(holder);
        await holder.Open("/mon-espace");
        Assert.Equal(2, holder.Page.QuerySelectorAll("main a[href*='/demarches/composition-de-menage/demande']").Select(link => link.GetAttribute("href")).Distinct().Count());
        Assert.True(holder.Shows("au nom de Ahmed El Amrani"), holder.Text);
    }

    [Fact]
    public async Task The_giver_chooses_for_which_procedures_and_the_offer_says_so()
    {
        await using var portal = await Portal.Open();
        var (_, ahmed) = await Both(portal);
        var giver = await portal.VisitAs(ahmed, portal.Braine).Open("/mon-espace/mandats");
        await giver.Submit("Envoyer l'offre", ("courriel", "claire@example.org"), ("portee", "acte-de-naissance"), ("pour", ""), ("fin-jour", "1"), ("fin-mois", "6"), ("fin-annee", "2027"));
        Assert.Equal("acte-de-naissance", await portal.InDb(portal.Braine, db => db.Set<Mandate>().Select(one => one.Scope).SingleAsync()));
        Assert.Contains("acte de naissance", (await portal.LastMail(portal.Braine, "mandate-offered"))["purpose"], StringComparison.OrdinalIgnoreCase);
        await giver.Open("/mon-espace/mandats");
        await giver.Submit("Envoyer l'offre", ("courriel", "claire@example.org"), ("portee", "prime-velo"), ("fin-jour", "1"), ("fin-mois", "6"), ("fin-annee", "2027"));
        Assert.NotNull(giver.Error("portee")); // a grant is not asked in somebody's name
    }

    private static async Task<(Visitor Claire, Visitor Ahmed)> Both(Portal portal) =>
        (await portal.Claire(), await portal.Citizen(portal.Braine, "Ahmed", "El Amrani", "79021411769", IdentityLevel.Strong, "ahmed@example.org"));

    private static Task<MandateId> Give(Portal portal, Visitor from, Visitor to, string? scope, bool isAccepted = true) => portal.InDb(portal.Braine, async db =>
    {
        var mandate = new Mandate
        {
            CommuneId = portal.Braine.Id, GivenBy = from.Citizen!.Value, GiverName = from.Name, ToAddress = "claire@example.org", HeldBy = isAccepted ? to.Citizen : null, HolderName = isAccepted ? to.Name : "",
            Purpose = "", Scope = scope, LinkHash = MandateId.New().Value.ToString(), Until = new(2027, 6, 1), OfferedAt = portal.Now, AcceptedAt = isAccepted ? portal.Now : null,
        };
        db.Add(mandate);
        await db.SaveChangesAsync();
        return mandate.Id;
    });

    private static async Task FillIn(Browser holder)
    {
        await holder.Open(Townspeople.Form);
        await holder.Open(Link(holder, "/mandat/"));
        await holder.Submit("Continuer", ("motif", "notaire"));
        await holder.Submit("Continuer", ("remise", "telecharger"));
        await holder.Submit("Continuer", ("courriel", "claire@example.org"));
    }

    private static async Task<string> Ask(Browser holder)
    {
        await FillIn(holder);
        return await holder.Send();
    }

    private static string Link(Browser holder, string part) => holder.Page.QuerySelector($"main a[href*='{part}']")!.GetAttribute("href")!;
}
