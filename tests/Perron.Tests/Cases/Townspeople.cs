using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Perron.Belgium;
using Perron.Cases;
using Perron.Communes;
using Perron.Delivery;
using Perron.People;
using Perron.Platform.Security;
using Perron.Tests.Support;
namespace Perron.Tests.Cases;

/// <summary>The people of the demonstration communes, and what they do all the time.</summary>
internal static class Townspeople
{
    public const string Form = "/demarches/composition-de-menage/demande";

    /// <summary>Claire Dubois of Braine, known by her identity card. Her household in the register: herself, Thomas Leroy, Élise Leroy.</summary>
    public static Task<Visitor> Claire(this Portal portal) => portal.Citizen(portal.Braine, "Claire", "Dubois", "85073003328", IdentityLevel.Strong);

    /// <summary>Lieve Peeters of Braine, known by an e-mail code only.</summary>
    public static Task<Visitor> Lieve(this Portal portal) => portal.Citizen(portal.Braine, "", "", null, IdentityLevel.Weak, "lieve@example.org");

    /// <summary>Marcel Lambion of Boussu, known by his identity card.</summary>
    public static Task<Visitor> Marcel(this Portal portal) => portal.Citizen(portal.Boussu, "Marcel", "Lambion", "68012531084", IdentityLevel.Strong);

    public static async Task<Visitor> Citizen(this Portal portal, Commune commune, string given, string family, string? number, IdentityLevel level, string email = "claire@example.org")
    {
        var keys = portal.Services.GetRequiredService<HouseKeys>();
        var citizen = new Citizen { CommuneId = commune.Id, GivenName = given, FamilyName = family, Email = email, Language = "fr", Since = portal.Now, SeenAt = portal.Now, ProvenLevel = level };
        if (number is not null)
        {
            citizen.Bear(NationalNumber.Parse(number)!.Value, keys);
        }

        await portal.InDb(commune, async db =>
        {
            db.Add(citizen);
            await db.SaveChangesAsync();
        });
        return new() { Name = citizen.Name, Commune = commune.Id, Citizen = citizen.Id, Level = level };
    }

    /// <summary>An officer of the demonstration, by the name before the @.</summary>
    public static Task<Visitor> Officer(this Portal portal, Commune commune, string name) => portal.InDb(commune, async db =>
    {
        var officer = await db.Set<Officer>().AsNoTracking().SingleAsync(officer => officer.Email.StartsWith(name + "@"));
        return new Visitor { Name = officer.Name, Commune = commune.Id, Officer = officer.Id, Level = IdentityLevel.Strong, Organisations = [officer.OrganisationId], Rights = officer.Rights.ToHashSet() };
    });

    public static async Task<Browser> AsSophie(this Portal portal) => portal.VisitAs(await portal.Officer(portal.Braine, "sophie.lambert"), portal.Braine);

    public static Task<Case> Case(this Portal portal, Commune commune, string reference) =>
        portal.InDb(commune, db => db.Set<Case>().AsNoTracking().SingleAsync(one => one.Reference == reference));

    public static Task<List<OutboxMessage>> Mails(this Portal portal, Commune commune) =>
        portal.InDb(commune, async db => (await db.Set<OutboxMessage>().AsNoTracking().ToListAsync()).OrderBy(message => message.WrittenAt).ThenBy(message => message.Id.Value).ToList());

    /// <summary>Élise Géron Vandenbroucke-Durand of Braine asks for her own certificate.</summary>
    public static async Task<string> AskAsElise(this Portal portal) =>
        await portal.VisitAs(await portal.Citizen(portal.Braine, "Élise", "Géron Vandenbroucke-Durand", "85073003328", IdentityLevel.Strong), portal.Braine).AskForOwn();

    /// <summary>Asks for one's own certificate, to be downloaded, up to the last page. Strongly known.</summary>
    public static async Task FillIn(this Browser citizen, string way = "telecharger")
    {
        await citizen.Open(Form);
        await citizen.Submit("Continuer", ("pour-qui", "moi"));
        await citizen.Submit("Continuer", ("motif", "allocations"));
        await citizen.Submit("Continuer", ("remise", way));
        await citizen.Submit("Continuer", ("courriel", "claire@example.org"));
    }

    /// <summary>Sends it and answers with the reference.</summary>
    public static async Task<string> AskForOwn(this Browser citizen, string way = "telecharger")
    {
        await citizen.FillIn(way);
        return await citizen.Send();
    }

    public static async Task<string> Send(this Browser citizen)
    {
        await citizen.Submit("Envoyer ma demande");
        return citizen.ReferenceShown();
    }

    /// <summary>Known weakly: on paper, by post or at the counter.</summary>
    public static async Task<string> AskOnPaper(this Browser citizen, string way)
    {
        await citizen.Open(Form);
        await citizen.Submit("Continuer", ("pour-qui", "moi"));
        await citizen.Submit("Continuer", ("motif", "allocations"));
        await citizen.Submit("Continuer", ("remise-papier", way));
        await citizen.Submit("Continuer", ("votre-prenom", "Lieve"), ("votre-nom", "Peeters"), ("votre-naissance-jour", "18"), ("votre-naissance-mois", "4"), ("votre-naissance-annee", "1991"), ("courriel", "lieve@example.org"));
        return await citizen.Send();
    }

    /// <summary>For a third person, whose power of attorney is not at hand.</summary>
    public static async Task<string> AskForAhmed(this Browser citizen)
    {
        await citizen.Open(Form);
        await citizen.Submit("Continuer", ("pour-qui", "autre"));
        await citizen.Submit("Continuer", ("personne-prenom", "Ahmed"), ("personne-nom", "El Amrani"), ("personne-numero", "79.02.14-117.69"), ("lien", "mandataire"));
        await citizen.Submit("Continuer", ("procuration-autrement", "missing"));
        await citizen.Submit("Continuer", ("motif", "notaire"));
        await citizen.Submit("Continuer", ("remise", "telecharger"));
        await citizen.Submit("Continuer", ("courriel", "claire@example.org"));
        return await citizen.Send();
    }

    public static async Task ConfirmRegister(this Browser officer, string reference)
    {
        await officer.Open($"/agent/dossiers/{reference}");
        await officer.Submit("Consulter le registre");
        await officer.Submit("Confirmer les données du registre");
        Assert.True(officer.Status == System.Net.HttpStatusCode.OK, $"{reference} is refused ({officer.Status}): {officer.Text}");
    }

    /// <summary>Writes, reads it once more, and sends it.</summary>
    public static async Task WriteToCitizen(this Browser officer, string reference, string text)
    {
        await officer.Open($"/agent/dossiers/{reference}");
        await officer.Submit("Relire avant d'envoyer", ("message", text));
        await officer.Submit("Envoyer ce message");
    }

    public static async Task Produce(this Browser officer, string reference)
    {
        await officer.Open($"/agent/dossiers/{reference}/produce");
        await officer.Submit("Établir le certificat");
    }

    public static string ReferenceShown(this Browser citizen) =>
        System.Text.RegularExpressions.Regex.Match(citizen.Url, "[A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{2}") is { Success: true } found
            ? found.Value
            : throw new InvalidOperationException($"No reference at {citizen.Url} ({citizen.Status}): {citizen.Text}");
}
